import { expect, test } from "vitest";
import { levelSignals } from "../../../harness/score/levels.ts";
import type { CheckId, Outcome } from "../../../harness/types/outcome.ts";

const passed: Outcome = { verdict: "passed" };
const failed: Outcome = { verdict: "failed", share: 0.9, findings: [{ message: "wrong" }] };
const blocked: Outcome = { verdict: "blocked", by: "operations.boots", reason: "it did not start" };
const inconclusive: Outcome = { verdict: "inconclusive", reason: "engine gone" };
const notApplicable: Outcome = { verdict: "not-applicable", reason: "not asked" };

function stateOf(...outcomes: readonly Outcome[]) {
  const checks = outcomes.map((_, index): CheckId => `a.${index}`);
  const signal = { title: "It works", checks };
  const levels = [{ level: "mid" as const, describes: "good", signals: [signal] }];
  const found = new Map(outcomes.map((outcome, index) => [`a.${index}` as CheckId, outcome]));
  return levelSignals({ criteria: [], stretch: [], levels }, found)[0]?.signals[0]?.state;
}

test("a signal is there where all that was asked for passed", () => {
  expect(stateOf(passed, passed)).toBe("shown");
  expect(stateOf(passed, notApplicable)).toBe("shown");
});

test("a part that failed, or could not be shown, leaves it in part", () => {
  for (const other of [failed, blocked, inconclusive]) expect(stateOf(passed, other)).toBe("partly");
});

test("what only failed is not shown, what could not be decided is open", () => {
  expect(stateOf(failed, blocked)).toBe("not-shown");
  for (const other of [blocked, inconclusive, notApplicable]) expect(stateOf(other)).toBe("open");
  expect(stateOf()).toBe("open");
});
