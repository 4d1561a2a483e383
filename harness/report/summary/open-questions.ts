import type { CheckId } from "../../types/outcome.ts";
import type { CheckResult, CriterionScore, Scorecard } from "../../types/scorecard.ts";
import { checksById, checksOf, criteriaOf } from "./find-checks.ts";

/** What a reader must know before trusting the points. */
export interface OpenQuestions {
  /** Scored checks that our own trouble left undecided. */
  readonly inconclusive: readonly CheckResult[];
  /** Criteria without points because of that. */
  readonly undecided: readonly CriterionScore[];
  /** Criteria without points because this way of running can't see them. */
  readonly notExamined: readonly CriterionScore[];
}

export function openQuestionsOf(scorecard: Scorecard): OpenQuestions {
  const inconclusive = scorecard.checks.filter(
    ({ outcome, advisory }) => outcome.verdict === "inconclusive" && !advisory,
  );
  const ours = new Set(inconclusive.map(({ id }) => id));
  const open = criteriaOf(scorecard).filter(({ points }) => points === undefined);
  const isOurs = ({ checks }: CriterionScore): boolean => checks.some((id) => ours.has(id));
  return { inconclusive, undecided: open.filter(isOurs), notExamined: open.filter((criterion) => !isOurs(criterion)) };
}

/** Points that the criteria could have given. */
export function pointsOffered(criteria: readonly CriterionScore[]): number {
  return criteria.reduce((sum, { possible }) => sum + possible, 0);
}

/** A failed check that kept others from being shown. */
export interface Blocker {
  readonly by: CheckId;
  readonly title: string;
  readonly blocked: number;
}

/** Failures that stand in the way of other checks, the one that hides most first. */
export function blockersOf(scorecard: Scorecard): readonly Blocker[] {
  const byId = checksById(scorecard);
  const counts = new Map<CheckId, number>();
  for (const { outcome } of scorecard.checks) {
    if (outcome.verdict === "blocked") counts.set(outcome.by, (counts.get(outcome.by) ?? 0) + 1);
  }
  return [...counts]
    .map(([by, blocked]) => ({ by, title: byId.get(by)?.title ?? by, blocked }))
    .sort((a, b) => b.blocked - a.blocked);
}

/** Why a criterion has no points: the reasons of its checks that decided nothing, each once. */
export function reasonsOf(criterion: CriterionScore, scorecard: Scorecard): readonly string[] {
  const reasons = checksOf(criterion, checksById(scorecard)).flatMap(({ outcome }) =>
    outcome.verdict === "inconclusive" || outcome.verdict === "not-applicable" ? [outcome.reason] : [],
  );
  return [...new Set(reasons)];
}
