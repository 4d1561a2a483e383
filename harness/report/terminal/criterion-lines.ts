import type { CheckId } from "../../types/outcome.ts";
import type { CriterionScore, Scorecard } from "../../types/scorecard.ts";
import { checksById, checksOf } from "../summary/find-checks.ts";
import { pointsOf } from "../text/words.ts";
import { checkLines } from "./check-lines.ts";
import { lengthOf, type Look, plain, wrapped } from "./look.ts";

/** Criteria with their points and the checks behind them. A check that stands under two criteria is shown under the first. */
export function criterionLines(
  criteria: readonly CriterionScore[],
  scorecard: Scorecard,
  look: Look,
): readonly string[] {
  const byId = checksById(scorecard);
  const shown = new Set<CheckId>();
  return criteria.flatMap((criterion) => {
    const checks = checksOf(criterion, byId).filter(
      ({ outcome: { verdict } }) => look.verbose || (verdict !== "passed" && verdict !== "not-applicable"),
    );
    return [
      "",
      ...titleLines(criterion, look),
      ...checks.flatMap((check) => {
        if (shown.has(check.id)) return [`  ${look.colours.dim(`${plain(check.id, 80)}: see above`)}`];
        shown.add(check.id);
        return checkLines(check, look);
      }),
    ];
  });
}

function titleLines(criterion: CriterionScore, { colours, width }: Look): readonly string[] {
  const points = pointsOf(criterion);
  const [first = "", ...rest] = wrapped(plain(criterion.title, 160), 0, width - lengthOf(points) - 2);
  const gap = " ".repeat(Math.max(2, width - lengthOf(first) - lengthOf(points)));
  const colour = { full: colours.green, part: colours.yellow, none: colours.red, undecided: colours.magenta }[
    criterion.level
  ];
  return [`${colours.bold(first)}${gap}${colour(points)}`, ...rest.map(colours.bold)];
}
