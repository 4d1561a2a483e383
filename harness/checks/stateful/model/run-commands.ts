import type { StageContexts } from "../../check.ts";
import { type Attempt, beginAttempt } from "./attempt.ts";
import type { Command, Disagreement, Step } from "./command.ts";

/** A command that was sent, and what came of it. */
export interface Sent {
  readonly command: Command;
  readonly step: Step;
}

export interface Run {
  readonly attempt: Attempt;
  readonly sent: readonly Sent[];
  /** What the last step disagrees in; undefined where app and model agree in all. */
  readonly disagreement: Disagreement | undefined;
  readonly requests: number;
}

/** Sends commands one after the other, on records of their own, up to the first disagreement or to where the model is lost. */
export async function runCommands(context: StageContexts["probe"], commands: readonly Command[]): Promise<Run> {
  const attempt = beginAttempt(context);
  const sent: Sent[] = [];
  let requests = 0;
  for (const command of commands) {
    const step = await command.run(attempt);
    if (step === undefined) continue;
    sent.push({ command, step });
    requests += step.exchanges.length;
    if (step.verdict.kind === "disagrees") return { attempt, sent, disagreement: step.verdict, requests };
    if (step.verdict.kind === "lost") break;
  }
  return { attempt, sent, disagreement: undefined, requests };
}
