import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { datasetText, generateDataset } from "../../../harness/brief/dataset.ts";
import { loadBrief } from "../../../harness/brief/load-brief.ts";

const brief = await loadBrief("orders");
const seeds = [0, 1, 2, 3, 12_345, 2 ** 31 - 1];

test("the published sample is what the generator gives for its seed", async () => {
  const sample = await readFile(join(brief.folder, "data/orders.json"), "utf8");
  expect(sample).toBe(datasetText(generateDataset(brief, brief.dataset?.sampleSeed ?? -1)));
});

test.each(seeds)("seed %i gives the same records each time, whatever was made before", (seed) => {
  const first = generateDataset(brief, seed);
  generateDataset(brief, seed + 1);
  expect(generateDataset(brief, seed)).toEqual(first);
});

test("each seed gives records of its own", () => {
  expect(new Set(seeds.map((seed) => datasetText(generateDataset(brief, seed)))).size).toBe(seeds.length);
});

test.each(seeds)("records of seed %i are valid, and as many as published", (seed) => {
  const records = generateDataset(brief, seed);
  expect(records).toHaveLength(60);
  for (const record of records) {
    expect(brief.api.validate("#/components/schemas/Order", record, "response")).toEqual({ valid: true });
  }
});

test.each(seeds)("records of seed %i keep the published rules", (seed) => {
  for (const record of generateDataset(brief, seed)) {
    const items = record.items as readonly { readonly quantity: number; readonly unit_price_cents: number }[];
    const total = items.reduce((sum, item) => sum + item.quantity * item.unit_price_cents, 0);
    expect(record).toMatchObject({ total_cents: total, updated_at: record.created_at });
  }
});

test("some records are equal in a sort key, so that ties are tested, and no two share an id", () => {
  const records = generateDataset(brief, 1);
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  expect(new Set(records.map(({ created_at }) => created_at)).size).toBeLessThan(records.length);
});
