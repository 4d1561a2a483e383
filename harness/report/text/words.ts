import type { Outcome, SourcePlace, Verdict } from "../../types/outcome.ts";
import type { Category, CriterionScore, LevelSignals, RunSummary, SignalState } from "../../types/scorecard.ts";
import { decimal, percent } from "./numbers.ts";

/** What a category is called in reports. */
export const categoryName: Readonly<Record<Category, string>> = {
  correctness: "Correctness",
  design: "Design",
  tests: "Tests",
  docs: "Documentation",
  operations: "Operations",
};

const verdictWord: Readonly<Record<Verdict, string>> = {
  passed: "passed",
  failed: "failed",
  blocked: "blocked",
  "not-applicable": "not applicable",
  inconclusive: "inconclusive",
};

/** One character that tells verdicts apart without colour. */
export const verdictMark: Readonly<Record<Verdict, string>> = {
  passed: "✓",
  failed: "✗",
  blocked: "⊘",
  "not-applicable": "–",
  inconclusive: "?",
};

/** What a level of experience is called in reports. */
export const levelName: Readonly<Record<LevelSignals["level"], string>> = {
  junior: "Junior",
  mid: "Mid-level",
  senior: "Senior",
};

/** How much of a signal there is, in words. */
export const signalWord: Readonly<Record<SignalState, string>> = {
  shown: "shown",
  partly: "in part",
  "not-shown": "not shown",
  open: "open",
};

/** What reports say before the signals. */
export const aboutSignals =
  "What speaks for which experience, as the rubric publishes it, each with its evidence. They give no points and are not added up: a person weighs them.";

/** The verdict in words; a check that fails in part says how much of what it looked at conforms. */
export function verdictOf(outcome: Outcome): string {
  const word = verdictWord[outcome.verdict];
  return outcome.verdict === "failed" && outcome.share > 0 ? `${word}, ${percent(outcome.share)} right` : word;
}

/** "3.5 of 7", "undecided, of 7". */
export function pointsOf(criterion: CriterionScore): string {
  const { points, possible } = criterion;
  return points === undefined ? `undecided, of ${decimal(possible)}` : `${decimal(points)} of ${decimal(possible)}`;
}

/** `path:line:column`, as editors and terminals understand it, with the commit where it is not the one handed in. */
export function placeOf({ path, line, column, commit }: SourcePlace): string {
  const at = [path, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(":");
  return commit === undefined ? at : `${at} (commit ${commit.slice(0, 12)})`;
}

/** What was graded in which way. */
export const runtimeWords: Readonly<Record<RunSummary["runtime"], string>> = {
  docker: "built and run in containers of its own",
  url: "probed at an address where it already ran; what only a container shows was not examined",
  none: "not run; only its files were read",
};

/** An ISO 8601 time to the minute, as it was recorded; anything else as it is. */
export function timeOf(iso: string): string {
  const [, date, time, offset] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*(Z|[+-]\d\d:\d\d)$/.exec(iso) ?? [];
  return date === undefined ? iso : `${date} ${time} ${offset === "Z" ? "UTC" : `UTC${offset}`}`;
}
