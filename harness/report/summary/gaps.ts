import type { CriterionScore, Scorecard } from "../../types/scorecard.ts";
import { criteriaOf } from "./find-checks.ts";

/** A criterion that did not get all of its points, and how many it missed. */
export interface Gap {
  readonly criterion: CriterionScore;
  readonly lost: number;
}

/** Decided criteria that lost points, the largest loss first; equal losses in rubric order. */
export function gapsOf(scorecard: Scorecard): readonly Gap[] {
  return criteriaOf(scorecard)
    .flatMap((criterion) =>
      criterion.points === undefined || criterion.points >= criterion.possible
        ? []
        : [{ criterion, lost: criterion.possible - criterion.points }],
    )
    .sort((a, b) => b.lost - a.lost);
}
