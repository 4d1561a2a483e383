import { expect, test } from "vitest";
import type { Criterion, Rubric } from "../../../harness/brief/types.ts";
import { score, scoreCriterion } from "../../../harness/score/score.ts";
import type { CheckId, Outcome } from "../../../harness/types/outcome.ts";

const criterion = (points: number, checks: readonly CheckId[]): Criterion => ({
  id: "pages",
  category: "correctness",
  title: "Pages",
  points,
  full: "all",
  half: "some",
  none: "none",
  checks,
});
const passed: Outcome = { verdict: "passed" };
const failed = (share: number): Outcome => ({ verdict: "failed", share, findings: [{ message: "wrong" }] });
const blocked: Outcome = { verdict: "blocked", by: "operations.boots", reason: "it did not start" };
const inconclusive: Outcome = { verdict: "inconclusive", reason: "engine gone" };
const notApplicable: Outcome = { verdict: "not-applicable", reason: "not asked" };
const scored = (points: number, ...outcomes: Outcome[]) => {
  const ids = outcomes.map((_, index): CheckId => `a.${index}`);
  return scoreCriterion(criterion(points, ids), new Map(outcomes.map((outcome, index) => [`a.${index}`, outcome])));
};

test("all checks passed gives full points", () => {
  expect(scored(8, passed, passed)).toMatchObject({ points: 8, level: "full", reason: "All 2 checks passed." });
});

test("a criterion gives its points times the mean share of its checks", () => {
  expect(scored(8, passed, failed(0))).toMatchObject({ points: 4, level: "part" });
  expect(scored(8, failed(0.25), failed(0.25))).toMatchObject({ points: 2 });
});

test("points are rounded to half points in the candidate's favour, and never above a step that was reached exactly", () => {
  expect(scored(5, passed, passed, failed(0)).points).toBe(3.5);
  expect(scored(3, failed(1 / 3)).points).toBe(1);
  expect(scored(7, failed(0.1), failed(0.2), failed(0.3)).points).toBe(1.5);
});

test("nothing right gives no points", () => {
  expect(scored(8, failed(0), failed(0))).toMatchObject({ points: 0, level: "none" });
});

test("a blocked check is left out of the mean, so that its cause costs once", () => {
  expect(scored(8, passed, blocked)).toMatchObject({ points: 8, level: "part" });
  expect(scored(8, failed(0.5), blocked).points).toBe(4);
});

test("a criterion of which nothing could be shown gives no points and names the cause", () => {
  const result = scored(8, blocked, blocked);
  expect(result).toMatchObject({ points: 0, level: "none" });
  expect(result.reason).toContain("operations.boots");
});

test("our own trouble takes no point: the criterion is undecided, or decided by its other checks", () => {
  expect(scored(8, inconclusive)).toMatchObject({ points: undefined, level: "undecided" });
  expect(scored(8, inconclusive, blocked).points).toBeUndefined();
  expect(scored(8, inconclusive, passed).points).toBe(8);
});

test("what the brief does not ask for is left out", () => {
  expect(scored(8, notApplicable, passed)).toMatchObject({ points: 8, level: "full" });
  expect(scored(8, notApplicable).points).toBeUndefined();
});

test("a check that was never run is not examined, and costs nothing", () => {
  expect(scoreCriterion(criterion(4, ["x.y"]), new Map()).points).toBeUndefined();
});

test("totals count decided points only, and keep stretch points apart; a category without criteria is none", () => {
  const rubric: Rubric = {
    criteria: [criterion(6, ["a.0"]), { ...criterion(4, ["a.1"]), id: "b", category: "docs" }],
    stretch: [{ ...criterion(2, ["a.2"]), id: "c" }],
    levels: [],
  };
  const result = score(
    rubric,
    new Map<CheckId, Outcome>([
      ["a.0", failed(0.5)],
      ["a.1", inconclusive],
      ["a.2", passed],
    ]),
  );
  expect(result.totals).toEqual({ points: 3, decided: 6, possible: 10, stretch: 2 });
  expect(result.categories.map(({ category, possible }) => [category, possible])).toEqual([
    ["correctness", 6],
    ["docs", 4],
  ]);
});
