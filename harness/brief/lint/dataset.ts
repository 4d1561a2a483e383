import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Problem } from "../brief-errors.ts";
import { datasetText, generateDataset } from "../dataset.ts";
import { successSchema } from "../openapi/property.ts";
import type { DataRecord } from "../types.ts";
import { messageOf } from "../../types/errors.ts";
import { inBrief, type Sources } from "./sources.ts";

/** The data set can be made from its seed, its records have the form of the resource, and the published sample is one. */
export async function datasetIsMade(sources: Sources): Promise<readonly Problem[]> {
  const { brief } = sources;
  const { dataset } = brief;
  if (dataset === undefined) return [];
  const resource = brief.resources[dataset.resource];
  if (resource === undefined) {
    const known = Object.keys(brief.resources).join(", ");
    return [inBrief(sources, ["dataset", "resource"], `There is no resource ${dataset.resource}; there is ${known}.`)];
  }
  // Named where the resource is checked.
  const read = brief.api.operations.find(({ id }) => id === resource.read);
  const schema = read && successSchema(read);
  if (schema === undefined) return [];
  try {
    const records = generateDataset(brief, dataset.sampleSeed);
    const problems = [...recordsFit(sources, records, schema.pointer), ...idsDiffer(sources, records, resource.id)];
    return problems.length > 0 ? problems : await sampleIsThat(sources, records);
  } catch (error) {
    return [inBrief(sources, ["dataset"], `No data set can be made: ${messageOf(error)}`)];
  }
}

/** The first record that does not fit stands for all. */
function recordsFit(sources: Sources, records: readonly DataRecord[], pointer: string): readonly Problem[] {
  for (const [index, record] of records.entries()) {
    const result = sources.brief.api.validate(pointer, record, "response");
    if (result.valid) continue;
    const message = `Record ${index} of the data set does not fit ${pointer}: ${result.problems.join("; ")}`;
    return [inBrief(sources, ["dataset", "values"], message)];
  }
  return [];
}

function idsDiffer(sources: Sources, records: readonly DataRecord[], id: string): readonly Problem[] {
  if (new Set(records.map((record) => record[id])).size === records.length) return [];
  return [inBrief(sources, ["dataset", "records"], `Records of the data set share their ${id}.`)];
}

/** The sample lies beside brief.yaml, as it lies in the starter repository. */
async function sampleIsThat(sources: Sources, records: readonly DataRecord[]): Promise<readonly Problem[]> {
  const { folder, dataset } = sources.brief;
  const file = dataset?.file ?? "";
  const text = await readFile(join(folder, file), "utf8").catch(() => undefined);
  if (text === datasetText(records)) return [];
  const message =
    text === undefined
      ? `The sample ${file} is missing.`
      : `${file} is not the data set of seed ${dataset?.sampleSeed}; take the one of assay invite --seed ${dataset?.sampleSeed}.`;
  return [inBrief(sources, ["dataset", "file"], message)];
}
