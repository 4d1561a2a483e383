import type { Scorecard } from "../../types/scorecard.ts";
import { decimal } from "../text/numbers.ts";
import { categoryName } from "../text/words.ts";

/** From this share of the decided points on, the words that go with it. A description, not advice about a person. */
const grades: readonly (readonly [share: number, words: string])[] = [
  [1, "Everything that {what} is there"],
  [0.9, "Nearly everything that {what} is there"],
  [0.75, "Most of what {what} is there"],
  [0.5, "More than half of what {what} is there"],
  [0.25, "Less than half of what {what} is there"],
  [0, "Little of what {what} is there"],
];

/** The grade in one sentence for a reader without technical background. */
export function verdictSentence(scorecard: Scorecard): string {
  const { points, decided, possible } = scorecard.totals;
  if (decided === 0) return "Nothing could be decided in this run.";
  const what = decided < possible ? "was examined" : "was asked for";
  const words = (grades.find(([share]) => points / decided >= share - 1e-9)?.[1] ?? "").replace("{what}", what);
  const [largest] = scorecard.categories
    .map(({ category, points, decided }) => ({ category, lost: decided - points }))
    .sort((a, b) => b.lost - a.lost);
  if (largest === undefined || largest.lost <= 0) return `${words}.`;
  const lost = decided - points;
  return largest.lost >= lost - 1e-9
    ? `${words}; all ${decimal(lost)} lost points are in ${categoryName[largest.category].toLowerCase()}.`
    : `${words}; ${decimal(largest.lost)} of the ${decimal(lost)} lost points are in ${categoryName[largest.category].toLowerCase()}.`;
}
