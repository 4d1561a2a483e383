import type { Criterion, Rubric } from "../brief/types.ts";
import { type CheckId, type Outcome, shareOf } from "../types/outcome.ts";
import { type CategoryScore, type CriterionScore, categories, type Totals } from "../types/scorecard.ts";

/** Points of a rubric, ready to be put into a scorecard. */
export interface Score {
  readonly totals: Totals;
  readonly categories: readonly CategoryScore[];
  readonly stretch: readonly CriterionScore[];
}

/** Points per criterion, in rubric order. Same outcomes in, same points out: nothing here reads a clock or a disk. */
export function score(rubric: Rubric, outcomes: ReadonlyMap<CheckId, Outcome>): Score {
  const byCategory = categories.flatMap((category): readonly CategoryScore[] => {
    const criteria = rubric.criteria
      .filter((criterion) => criterion.category === category)
      .map((criterion) => scoreCriterion(criterion, outcomes));
    // A rubric need not have something in each category.
    return criteria.length === 0 ? [] : [{ category, ...sum(criteria), criteria }];
  });
  const stretch = rubric.stretch.map((criterion) => scoreCriterion(criterion, outcomes));
  const total = sum(byCategory.flatMap(({ criteria }) => criteria));
  return { totals: { ...total, stretch: sum(stretch).points }, categories: byCategory, stretch };
}

function sum(criteria: readonly CriterionScore[]): Pick<Totals, "points" | "decided" | "possible"> {
  const decided = criteria.filter(({ points }) => points !== undefined);
  return {
    points: decided.reduce((total, { points }) => total + (points ?? 0), 0),
    decided: decided.reduce((total, { possible }) => total + possible, 0),
    possible: criteria.reduce((total, { possible }) => total + possible, 0),
  };
}

/**
 * A criterion's points are its points times the mean share of its decided checks. A blocked check is left out of the mean (its
 * cause has already cost points where it belongs); where nothing but blocked checks is left, nothing could be shown, and there
 * are no points. Where only our own trouble stood in the way, the criterion is undecided.
 */
export function scoreCriterion(criterion: Criterion, outcomes: ReadonlyMap<CheckId, Outcome>): CriterionScore {
  const found = criterion.checks.map((id) => ({ id, outcome: outcomes.get(id) ?? notRun }));
  const shares = found.flatMap(({ outcome }) => shareOf(outcome) ?? []);
  const points = pointsFor(criterion.points, shares, found);
  return {
    id: criterion.id,
    title: criterion.title,
    possible: criterion.points,
    points,
    level: levelOf(points, found),
    describes: { full: criterion.full, half: criterion.half, none: criterion.none },
    checks: criterion.checks,
    reason: reasonFor(found),
  };
}

type Found = readonly { readonly id: CheckId; readonly outcome: Outcome }[];

const notRun: Outcome = { verdict: "not-applicable", reason: "This way of running assay does not examine it." };

function pointsFor(possible: number, shares: readonly number[], found: Found): number | undefined {
  if (shares.length > 0) {
    return halfPointsUp((possible * shares.reduce((total, share) => total + share, 0)) / shares.length);
  }
  const verdicts = found.map(({ outcome }) => outcome.verdict);
  return verdicts.includes("blocked") && !verdicts.includes("inconclusive") ? 0 : undefined;
}

/** To the next half point, in the candidate's favour; a hair above a step (floating point) is not a step. */
function halfPointsUp(points: number): number {
  return Math.max(0, Math.ceil(points * 2 - 1e-9) / 2);
}

function levelOf(points: number | undefined, found: Found): CriterionScore["level"] {
  if (points === undefined) return "undecided";
  if (found.every(({ outcome }) => outcome.verdict === "passed" || outcome.verdict === "not-applicable")) return "full";
  return points === 0 ? "none" : "part";
}

function reasonFor(found: Found): string {
  const of = (verdict: Outcome["verdict"]): readonly CheckId[] =>
    found.filter(({ outcome }) => outcome.verdict === verdict).map(({ id }) => id);
  const failed = of("failed");
  const blockers = new Set(found.flatMap(({ outcome }) => (outcome.verdict === "blocked" ? [outcome.by] : [])));
  const parts = [
    failed.length > 0 ? `failed: ${failed.join(", ")}` : undefined,
    blockers.size > 0
      ? `could not be shown because of ${[...blockers].join(", ")}: ${of("blocked").join(", ")}`
      : undefined,
    of("inconclusive").length > 0 ? `undecided for reasons of our own: ${of("inconclusive").join(", ")}` : undefined,
    of("not-applicable").length > 0 ? `not examined: ${of("not-applicable").join(", ")}` : undefined,
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return found.length === 1 ? "The check passed." : `All ${found.length} checks passed.`;
  return `${of("passed").length} of ${found.length} passed; ${parts.join("; ")}.`;
}
