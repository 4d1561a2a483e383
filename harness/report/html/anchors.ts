import type { CheckId } from "../../types/outcome.ts";
import type { Scorecard } from "../../types/scorecard.ts";
import { advisoryChecks, criteriaOf } from "../summary/find-checks.ts";
import type { Anchors } from "./check.ts";
import { criterionId } from "./criterion.ts";
import { idOf } from "./escape.ts";

/** Where the page shows each check first. */
export function anchorsOf(scorecard: Scorecard): Anchors {
  const anchors = new Map<CheckId, string>();
  const known = new Set(scorecard.checks.map(({ id }) => id));
  for (const criterion of [...criteriaOf(scorecard), ...scorecard.stretch]) {
    for (const id of criterion.checks) {
      if (known.has(id) && !anchors.has(id)) anchors.set(id, idOf(criterionId(criterion), id));
    }
  }
  for (const { id } of advisoryChecks(scorecard)) anchors.set(id, idOf("advisory", id));
  return anchors;
}
