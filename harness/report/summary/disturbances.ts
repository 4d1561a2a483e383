import type { TimeLine } from "../../types/outcome.ts";
import type { Scorecard } from "../../types/scorecard.ts";

/** What was done to the app in this run, each with the times that matter, in catalogue order. */
function disturbancesOf({ checks }: Scorecard): readonly TimeLine[] {
  return checks.flatMap(({ outcome }) =>
    outcome.verdict === "passed" || outcome.verdict === "failed" ? (outcome.timeLine ?? []) : [],
  );
}

/** All of them on one line: "Database away: recovered in 0.4 s; Stop: stopped in 0.6 s". Empty where nothing was done to it. */
export function disturbedLine(scorecard: Scorecard): string {
  return disturbancesOf(scorecard)
    .map(({ title, summary }) => `${title}: ${summary}`)
    .join("; ");
}
