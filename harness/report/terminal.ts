import { createColors } from "picocolors";
import type { Scorecard } from "../types/scorecard.ts";
import { checkLines } from "./terminal/check-lines.ts";
import { criterionLines } from "./terminal/criterion-lines.ts";
import { head } from "./terminal/head.ts";
import type { Look } from "./terminal/look.ts";
import { questionLines } from "./terminal/question-lines.ts";
import { advisoryChecks, criteriaOf } from "./summary/find-checks.ts";

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns of the terminal. Commands are never broken, so that they can be copied. */
  readonly width: number;
  /** Also what passed, every finding, and the checks that inform. */
  readonly verbose: boolean;
  /** For the candidate: what to do about each failure. */
  readonly hints: boolean;
}

/**
 * The report for a terminal, ending with a line feed. What a candidate wrote can't act on it: control characters, ANSI sequences
 * and characters that turn the direction of text are written by their code points.
 */
export function renderTerminal(scorecard: Scorecard, options: TerminalOptions): string {
  const look: Look = {
    ...options,
    width: Math.min(120, Math.max(40, options.width)),
    colours: createColors(options.colour),
  };
  const shown = [...criteriaOf(scorecard), ...scorecard.stretch].filter(
    ({ level }) => options.verbose || level !== "full",
  );
  const lines = [
    ...head(scorecard, look),
    ...criterionLines(shown, scorecard, look),
    ...(options.verbose ? [...advisory(scorecard, look), ...questionLines(scorecard.questions, look)] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function advisory(scorecard: Scorecard, look: Look): readonly string[] {
  const checks = advisoryChecks(scorecard);
  if (checks.length === 0) return [];
  return ["", look.colours.bold("Also looked at (no points)"), ...checks.flatMap((check) => checkLines(check, look))];
}
