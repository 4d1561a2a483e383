import type { Scorecard } from "../types/scorecard.ts";
import { failedCriteria } from "./markdown/failed-criteria.ts";
import { inert } from "./markdown/inert.ts";
import { levelSignalsSection } from "./markdown/level-signals.ts";
import { notes } from "./markdown/notes.ts";
import { questionsSection } from "./markdown/questions.ts";
import { disturbedLine } from "./summary/disturbances.ts";
import { verdictSentence } from "./summary/verdict-sentence.ts";
import { decimal } from "./text/numbers.ts";
import { categoryName } from "./text/words.ts";

/** GitHub refuses comments of more than 65,536 characters; GitLab takes more. */
const mostCharacters = 60_000;

/**
 * The report as a comment on a pull request: total, categories, and each criterion that lost points with its first finding.
 * What a candidate wrote stays text: it mentions nobody, links nowhere, loads nothing and ends no block.
 */
export function renderMarkdown(scorecard: Scorecard): string {
  const { submission, totals, run, brief, assayVersion } = scorecard;
  const head = [
    `## ${decimal(totals.points)} of ${decimal(totals.possible)} points: ${inert(submission.name, 100)}`,
    verdictSentence(scorecard),
    ...notes(scorecard),
    categoryTable(scorecard),
    ...disturbed(scorecard),
  ];
  const foot = `_${inert(brief.title, 100)} · seed ${run.seed} · assay ${inert(assayVersion, 40)} · the full evidence is in report.html_`;
  const below = [...levelSignalsSection(scorecard), ...questionsSection(scorecard.questions), foot];
  const room = mostCharacters - [...head, ...below].join("\n\n").length;
  return `${[...head, ...failedCriteria(scorecard, room), ...below].join("\n\n")}\n`;
}

function disturbed(scorecard: Scorecard): readonly string[] {
  const told = disturbedLine(scorecard);
  return told === "" ? [] : [`**Disturbed.** ${inert(told, 900)}`];
}

function categoryTable({ categories, totals, stretch }: Scorecard): string {
  const rows = categories.map(
    ({ category, points, decided, possible }) =>
      `| ${categoryName[category]} | ${decimal(points)} | ${decimal(possible)} | ${open(possible - decided)} |`,
  );
  const bonus = stretch.length === 0 ? [] : [`| Stretch (bonus) | ${decimal(totals.stretch)} | | |`];
  return [
    "| Category | Points | of | Open |",
    "|---|--:|--:|--:|",
    ...rows,
    `| **Total** | **${decimal(totals.points)}** | **${decimal(totals.possible)}** | ${open(totals.possible - totals.decided)} |`,
    ...bonus,
  ].join("\n");
}

function open(points: number): string {
  return points > 0 ? decimal(points) : "";
}
