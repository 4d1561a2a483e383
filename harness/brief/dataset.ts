import { faker } from "@faker-js/faker/locale/en";
import { seededRandom } from "../types/random.ts";
import { InputError } from "../types/errors.ts";
import { plainValue } from "./plain-value.ts";
import { ruledValue } from "./record-rules.ts";
import type { Brief, DataRecord } from "./types.ts";

/**
 * The data set of a seed: records as the API serves them, valid against the response schema of reading one, some of them equal in
 * their sort keys. The same seed gives the same records on every machine and on every day.
 */
export function generateDataset(brief: Brief, seed: number, count?: number): readonly DataRecord[] {
  const { dataset } = brief;
  if (dataset === undefined) return [];
  const resource = brief.resources[dataset.resource];
  const schema = resource && successSchema(brief, resource.read);
  if (schema === undefined) {
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
  return Array.from({ length: count ?? dataset.records }, () => {
    const value = plainValue(schema, { api: brief.api, random, text });
    const record: Record<string, unknown> = { ...(value as DataRecord) };
    for (const [field, rule] of Object.entries(dataset.values)) record[field] = ruledValue(record, rule);
    return record;
  });
}

function successSchema(brief: Brief, operationId: string) {
  const { responses } = brief.api.operation(operationId);
  return Object.values(responses["200"]?.content ?? {})[0]?.schema?.schema;
}

/** A data set as it is written to a file: JSON, one record a paragraph. */
export function datasetText(records: readonly DataRecord[]): string {
  return `${JSON.stringify(records, null, 2)}\n`;
}
