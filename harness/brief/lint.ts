import type { Problem } from "./brief-errors.ts";
import { asksConsistently } from "./lint/asks.ts";
import { datasetIsMade } from "./lint/dataset.ts";
import { examplesConform } from "./lint/examples.ts";
import { idempotencyIsDocumented } from "./lint/idempotency.ts";
import { pagesAreDocumented } from "./lint/pagination.ts";
import { refusedRowsExist } from "./lint/refused-rows.ts";
import { resourcesAreDocumented } from "./lint/resources.ts";
import { type KnownCheck, rubricAddsUp } from "./lint/rubric.ts";
import { readSources } from "./lint/sources.ts";
import type { Brief } from "./types.ts";

/**
 * What contradicts itself in a brief that could be loaded: examples against their schemas, brief.yaml against the OpenAPI
 * document, the rubric against the checks there are, the data set against its rules. Each problem names file and line; none
 * means that the brief can be published. Throws InputError where a file can't be read any more.
 */
export async function lintBrief(brief: Brief, knownChecks: readonly KnownCheck[]): Promise<readonly Problem[]> {
  const sources = await readSources(brief);
  return [
    ...examplesConform(sources),
    ...asksConsistently(sources),
    ...resourcesAreDocumented(sources),
    ...refusedRowsExist(sources),
    ...pagesAreDocumented(sources),
    ...idempotencyIsDocumented(sources),
    ...(await datasetIsMade(sources)),
    ...rubricAddsUp(sources, knownChecks),
  ];
}
