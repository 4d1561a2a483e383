import { expect, test } from "vitest";
import { verdictSentence } from "../../../../harness/report/summary/verdict-sentence.ts";
import type { CategoryScore, Scorecard } from "../../../../harness/types/scorecard.ts";
import { exampleScorecard } from "../fixture.ts";

function scorecardOf(scores: readonly Pick<CategoryScore, "category" | "points" | "decided">[]): Scorecard {
  const sum = (of: "points" | "decided"): number => scores.reduce((total, score) => total + score[of], 0);
  return {
    ...exampleScorecard(),
    totals: { points: sum("points"), decided: sum("decided"), possible: 100, stretch: 0 },
    categories: scores.map((score) => ({ ...score, possible: score.decided, criteria: [] })),
  };
}

test("full points need no but", () => {
  expect(verdictSentence(scorecardOf([{ category: "correctness", points: 100, decided: 100 }]))).toBe(
    "Everything that was asked for is there.",
  );
});

test("the sentence names the category that lost most, and of how much", () => {
  const scorecard = scorecardOf([
    { category: "correctness", points: 45, decided: 50 },
    { category: "tests", points: 38, decided: 50 },
  ]);
  expect(verdictSentence(scorecard)).toBe(
    "Most of what was asked for is there; 12 of the 17 lost points are in tests.",
  );
});

test("one category that lost everything that was lost is said so", () => {
  const scorecard = scorecardOf([
    { category: "correctness", points: 50, decided: 50 },
    { category: "docs", points: 45.5, decided: 50 },
  ]);
  expect(verdictSentence(scorecard)).toBe(
    "Nearly everything that was asked for is there; all 4.5 lost points are in documentation.",
  );
});

test("open points count as neither earned nor lost", () => {
  expect(verdictSentence(scorecardOf([{ category: "docs", points: 8, decided: 8 }]))).toBe(
    "Everything that was examined is there.",
  );
});

test("a run that decided nothing says so", () => {
  expect(verdictSentence(scorecardOf([]))).toBe("Nothing could be decided in this run.");
});
