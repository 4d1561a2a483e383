import type { CheckId } from "../../types/outcome.ts";
import type { CheckResult, CriterionScore, Scorecard } from "../../types/scorecard.ts";

/** Every criterion that gives points, in rubric order. */
export function criteriaOf(scorecard: Scorecard): readonly CriterionScore[] {
  return scorecard.categories.flatMap(({ criteria }) => criteria);
}

/** The results that a criterion rests on, in its own order. A check that was not considered in this run has none. */
export function checksOf(criterion: CriterionScore, checks: ReadonlyMap<CheckId, CheckResult>): readonly CheckResult[] {
  return criterion.checks.flatMap((id) => checks.get(id) ?? []);
}

export function checksById(scorecard: Scorecard): ReadonlyMap<CheckId, CheckResult> {
  return new Map(scorecard.checks.map((check) => [check.id, check]));
}

/** Checks that no criterion uses: they inform, and cost nothing. */
export function advisoryChecks(scorecard: Scorecard): readonly CheckResult[] {
  const used = new Set([...criteriaOf(scorecard), ...scorecard.stretch].flatMap(({ checks }) => checks));
  return scorecard.checks.filter(({ id }) => !used.has(id));
}
