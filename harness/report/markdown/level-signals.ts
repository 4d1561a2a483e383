import type { Scorecard, Signal } from "../../types/scorecard.ts";
import { checksById } from "../summary/find-checks.ts";
import { evidenceOf } from "../summary/signal-evidence.ts";
import { aboutSignals, levelName, signalWord, verdictMark } from "../text/words.ts";
import { inert } from "./inert.ts";

/** What speaks for which experience; nothing where the rubric names no signals. */
export function levelSignalsSection(scorecard: Scorecard): readonly string[] {
  const { levels = [] } = scorecard;
  if (levels.length === 0) return [];
  const checks = checksById(scorecard);
  const row = (signal: Signal): string => {
    const evidence = evidenceOf(signal, checks);
    const first = evidence.find(({ check }) => check.outcome.verdict === "failed");
    const marks = evidence.map(({ check: { id, outcome } }) => `${verdictMark[outcome.verdict]} ${inert(id, 80)}`);
    const said = first === undefined ? "" : `. ${inert(first.text, 160)}`;
    return `- ${inert(signal.title, 200)}: **${signalWord[signal.state]}** (${marks.join(", ")})${said}`;
  };
  const blocks = levels.map(({ level, describes, signals }) =>
    [`**${levelName[level]}**: ${inert(describes, 300)}`, "", ...signals.map(row)].join("\n"),
  );
  return [["### Signals of experience", aboutSignals, ...blocks].join("\n\n")];
}
