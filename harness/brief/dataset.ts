import { faker } from "@faker-js/faker/locale/en";
import { seededRandom } from "../types/random.ts";
import { InputError } from "../types/errors.ts";
import { excludeEachOther } from "./exclusion.ts";
import { plainValue } from "./plain-value.ts";
import { ruledValue } from "./record-rules.ts";
import { withRulesKept } from "./time-rules.ts";
import type { Brief, DataRecord, Resource } from "./types.ts";

/**
 * The data set of a seed: records as the API serves them, valid against the response schema of reading one, some of them equal in
 * their sort keys, none of them excluded by another. The same seed gives the same records on every machine and on every day.
 */
export function generateDataset(brief: Brief, seed: number, count?: number): readonly DataRecord[] {
  const { dataset } = brief;
  if (dataset === undefined) return [];
  const resource = brief.resources[dataset.resource];
  const schema = resource && successSchema(brief, resource.read);
  if (resource === undefined || schema === undefined) {
    throw new InputError(`The data set names the resource ${dataset.resource}, which has no documented form.`, {
      where: `${brief.folder}/brief.yaml`,
      expected: Object.keys(brief.resources).join(", "),
    });
  }
  const random = seededRandom(seed, `dataset of ${brief.id}`);
  faker.seed(seed);
  const people = Array.from({ length: 12 }, () => faker.internet.exampleEmail().toLowerCase());
  const text = {
    email: () => random.pick(people),
    sentence: () => `${faker.lorem.sentence({ min: 3, max: 8 })}${random.pick(["", "", " ☕", " — merci"])}`,
  };
  const make = (): DataRecord => {
    const value = plainValue(schema, { api: brief.api, random, text, examples: true });
    const record: Record<string, unknown> = { ...withRulesKept(value as DataRecord, resource.rules, random) };
    for (const [field, rule] of Object.entries(dataset.values)) record[field] = ruledValue(record, rule);
    return record;
  };
  const records: DataRecord[] = [];
  for (let wanted = count ?? dataset.records; wanted > 0; wanted -= 1) records.push(another(make, records, resource));
  return records;
}

/** How often a record is made anew before its resource is taken to be full. */
const mostAttempts = 1_000;

/** A record that can be stored beside the others: with an id of its own, and excluded by none. */
function another(make: () => DataRecord, others: readonly DataRecord[], resource: Resource): DataRecord {
  const { id, exclusive, states } = resource;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const record = make();
    const isFree = others.every(
      (other) =>
        other[id] !== record[id] && (exclusive === undefined || !excludeEachOther(record, other, exclusive, states)),
    );
    if (isFree) return record;
  }
  throw new RangeError(`No further ${resource.name} was found that can be stored beside ${others.length} others.`);
}

function successSchema(brief: Brief, operationId: string) {
  const { responses } = brief.api.operation(operationId);
  return Object.values(responses["200"]?.content ?? {})[0]?.schema?.schema;
}

/** A data set as it is written to a file: JSON, one record a paragraph. */
export function datasetText(records: readonly DataRecord[]): string {
  return `${JSON.stringify(records, null, 2)}\n`;
}
