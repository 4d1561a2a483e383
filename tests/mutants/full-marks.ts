import { expect } from "vitest";
import type { Brief } from "../../harness/brief/types.ts";
import type { Scorecard } from "../../harness/types/scorecard.ts";

/** Every check of the run passed or does not apply. Where not, the message shows those with what they found. */
export function nothingFailed({ checks }: Scorecard): void {
  const notRight = checks.filter(({ outcome }) => outcome.verdict !== "passed" && outcome.verdict !== "not-applicable");
  expect(notRight).toEqual([]);
}

/** All points are given, those for a bonus too. */
export function isFullMarks({ totals }: Scorecard, { rubric }: Brief): void {
  const stretch = rubric.stretch.reduce((total, { points }) => total + points, 0);
  expect(totals).toMatchObject({ points: 100, decided: 100, stretch });
}
