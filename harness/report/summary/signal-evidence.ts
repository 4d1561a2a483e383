import type { CheckId, Outcome } from "../../types/outcome.ts";
import type { CheckResult, Signal } from "../../types/scorecard.ts";

/** What one check says of a signal, on one line. */
export interface SignalEvidence {
  readonly check: CheckResult;
  readonly text: string;
}

/** The evidence of a signal, in the rubric's order. A check that was not considered in this run has none. */
export function evidenceOf({ checks }: Signal, results: ReadonlyMap<CheckId, CheckResult>): readonly SignalEvidence[] {
  return checks.flatMap((id): readonly SignalEvidence[] => {
    const check = results.get(id);
    return check === undefined ? [] : [{ check, text: textOf(check.outcome) }];
  });
}

function textOf(outcome: Outcome): string {
  if (outcome.verdict === "failed") return outcome.findings[0]?.message ?? "";
  return outcome.verdict === "passed" ? (outcome.examined ?? "") : outcome.reason;
}
