import type { Scorecard } from "../../types/scorecard.ts";
import { blockersOf, openQuestionsOf, pointsOffered } from "../summary/open-questions.ts";
import { counted, decimal } from "../text/numbers.ts";
import { runtimeWords } from "../text/words.ts";
import { inert } from "./inert.ts";

/** What a reader must know before trusting the points, as quotes at the top. */
export function notes(scorecard: Scorecard): readonly string[] {
  const { inconclusive, undecided, notExamined } = openQuestionsOf(scorecard);
  const incomplete = scorecard.run.incomplete
    ? [
        `> **This grade is incomplete.** ${counted(inconclusive.length, "check")} could not be decided because of trouble of assay's own or of its machine, which costs no point${undecided.length > 0 ? `; ${decimal(pointsOffered(undecided))} points are open` : ""}: ${inconclusive.map(({ title }) => inert(title, 120)).join("; ")}.`,
      ]
    : [];
  const open =
    notExamined.length > 0
      ? [
          `> **${decimal(pointsOffered(notExamined))} points were not examined.** The submission was ${runtimeWords[scorecard.run.runtime]}.`,
        ]
      : [];
  const blockers = blockersOf(scorecard).map(
    ({ title, blocked }) =>
      `> ${counted(blocked, "check")} could not be shown because this one failed: **${inert(title, 160)}**`,
  );
  return [...incomplete, ...open, ...blockers];
}
