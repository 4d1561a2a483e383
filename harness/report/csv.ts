import type { Scorecard } from "../types/scorecard.ts";
import { oneLine } from "./text/cut.ts";
import { nameUnseen } from "./text/unseen.ts";

const head = ["submission", "brief", "category", "criterion", "title", "points", "of", "state", "reason"];

/** The points as a table for spreadsheets (RFC 4180): a row for each criterion, the bonus ones last. No points where undecided. */
export function renderCsv(scorecard: Scorecard): string {
  const { submission, brief, categories, stretch } = scorecard;
  const criteria = [
    ...categories.flatMap(({ category, criteria }) => criteria.map((criterion) => ({ category, criterion }))),
    ...stretch.map((criterion) => ({ category: "bonus", criterion })),
  ];
  const rows = criteria.map(({ category, criterion: { id, title, points, possible, level, reason } }) => [
    ...[submission.name, brief.id, category, id, title],
    ...[points === undefined ? "" : String(points), String(possible), level, reason],
  ]);
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/**
 * A cell that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@` (also in full width) gets an
 * apostrophe before it, as OWASP advises.
 */
function cell(text: string): string {
  const shown = nameUnseen(oneLine(text, 2_000));
  const inert = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n';|\t]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
