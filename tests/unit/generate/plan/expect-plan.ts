import { expect } from "vitest";
import { loadApi } from "../../../../harness/brief/openapi/load-api.ts";
import { planLimits, planOf } from "../../../../harness/generate/plan/plan.ts";

/**
 * A document that nobody wrote for us loads and is planned, at a cost that counts bound: at most 40 cases on average for an operation
 * in each phase, at most 150 for one. Seconds and megabytes are measured by `npm run bench:documents`.
 */
export async function expectPlan(file: string): Promise<void> {
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
