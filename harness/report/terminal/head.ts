import type { CategoryScore, Scorecard } from "../../types/scorecard.ts";
import { disturbedLine } from "../summary/disturbances.ts";
import { blockersOf, openQuestionsOf, pointsOffered } from "../summary/open-questions.ts";
import { verdictSentence } from "../summary/verdict-sentence.ts";
import { counted, decimal } from "../text/numbers.ts";
import { categoryName, runtimeWords } from "../text/words.ts";
import { type Look, plain, wrapped } from "./look.ts";

/** Whose work, the total, a bar for each category, and what a reader must know before trusting the points. */
export function head(scorecard: Scorecard, look: Look): readonly string[] {
  const { submission, brief, totals, categories, stretch, run } = scorecard;
  const { bold, dim } = look.colours;
  const total = `${decimal(totals.points)} of ${decimal(totals.possible)} points`;
  const bonus =
    stretch.length === 0 ? [] : [dim(`  stretch: ${decimal(totals.stretch)} of ${decimal(pointsOffered(stretch))}`)];
  return [
    "",
    ...wrapped(plain(submission.name, 100), 0, look.width).map(bold),
    ...wrapped(plain(brief.title, 100), 0, look.width).map(dim),
    "",
    bold(total),
    ...wrapped(verdictSentence(scorecard), 0, look.width),
    "",
    ...categories.map((category) => bar(category, look)),
    ...bonus,
    ...disturbed(scorecard, look),
    ...warnings(scorecard, look),
    "",
    dim(`seed ${run.seed} (replay with --seed ${run.seed})`),
  ];
}

function bar({ category, points, decided, possible }: CategoryScore, { colours, width }: Look): string {
  const cells = Math.min(40, Math.max(8, width - 42));
  const cellsOf = (part: number): number => (possible === 0 ? 0 : Math.round((cells * part) / possible));
  const earned = cellsOf(points);
  const open = Math.min(cells - earned, cellsOf(possible - decided));
  const numbers = `${decimal(points)} of ${decimal(possible)}${decided < possible ? `, ${decimal(possible - decided)} open` : ""}`;
  return `  ${categoryName[category].padEnd(14)} ${colours.green("█".repeat(earned))}${colours.dim("░".repeat(cells - earned - open))}${open > 0 ? colours.magenta("?".repeat(open)) : ""}  ${numbers}`;
}

/** How it stood what was done to it. */
function disturbed(scorecard: Scorecard, look: Look): readonly string[] {
  const told = disturbedLine(scorecard);
  return told === "" ? [] : ["", ...wrapped(`Disturbed: ${plain(told, 900)}`, 0, look.width).map(look.colours.dim)];
}

function warnings(scorecard: Scorecard, look: Look): readonly string[] {
  const { colours, width } = look;
  const { inconclusive, undecided, notExamined } = openQuestionsOf(scorecard);
  const say = (text: string, colour: (text: string) => string): readonly string[] => [
    "",
    ...wrapped(text, 0, width).map(colour),
  ];
  const open = undecided.length > 0 ? `; ${decimal(pointsOffered(undecided))} points are open` : "";
  return [
    ...(scorecard.run.incomplete
      ? say(
          `This grade is incomplete: ${counted(inconclusive.length, "check")} could not be decided because of trouble of assay's own or of its machine. That costs no point${open}.`,
          colours.magenta,
        )
      : []),
    ...(notExamined.length > 0
      ? say(
          `${decimal(pointsOffered(notExamined))} points were not examined: the submission was ${runtimeWords[scorecard.run.runtime]}.`,
          colours.magenta,
        )
      : []),
    ...blockersOf(scorecard).flatMap(({ by, title, blocked }) =>
      say(
        `${counted(blocked, "check")} could not be shown because this one failed: ${plain(title, 160)} (${plain(by, 80)})`,
        colours.yellow,
      ),
    ),
  ];
}
