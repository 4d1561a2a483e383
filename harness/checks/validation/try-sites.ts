import type { CheckId, Outcome } from "../../types/outcome.ts";
import type { Variation } from "../../generate/types.ts";
import type { StageContexts } from "../check.ts";
import type { Case } from "./cases.ts";
import { formCases } from "./form-cases.ts";
import { generatedCases } from "./generated-cases.ts";
import { type Site, sitesOf } from "./sites.ts";
import { tryCases } from "./try-cases.ts";

/** What must work before a refusal says anything: a record can be made, and the document's own examples are taken. */
export const afterExamples: readonly CheckId[] = ["stateful.create-then-read", "contract.examples"];

/** Keywords of the schemas whose generated cases a check takes besides its own, or which of the variations. */
type Generated = readonly string[] | ((variation: Variation) => boolean);

/**
 * Tries the cases that a check makes of each place of the request bodies, those that the schemas give, and of bodies that are no JSON
 * those of the same keywords; no body twice.
 */
export async function trySites(
  context: StageContexts["probe"],
  casesOf: (site: Site) => readonly Case[],
  generated: Generated = [],
  inForms: readonly string[] = typeof generated === "function" ? [] : generated,
): Promise<Outcome> {
  const isOurs = typeof generated === "function" ? generated : ({ keyword }: Variation) => generated.includes(keyword);
  const byBody = new Map<string, Case>();
  for (const each of [
    ...sitesOf(context).flatMap(casesOf),
    ...generatedCases(context, isOurs),
    ...formCases(context, inForms),
  ]) {
    const key = `${each.operation.id} ${JSON.stringify(each.options.json) ?? each.options.body} ${each.wanted}`;
    if (!byBody.has(key)) byBody.set(key, each);
  }
  return await tryCases(context, [...byBody.values()]);
}
