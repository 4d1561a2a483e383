import { destination, pino } from "pino";
import type { StageEvent } from "../grade/run.ts";
import { EnvironmentError, messageOf } from "../types/errors.ts";
import { say } from "./say.ts";

/** Where the steps of a run are told to machines. */
export interface StepLog {
  /** Notes a step of the submission `source`. */
  step(source: string, event: StageEvent): void;
}

/**
 * Appends one JSON object for each step to a file (`--log`); without one, notes nothing. Throws EnvironmentError where the file can't
 * be opened; one that can't be written later is said once, and costs nobody a grade.
 */
export function openStepLog(file: string | undefined): StepLog {
  if (file === undefined) return { step: () => undefined };
  const stream = opened(file);
  let isOver = false;
  stream.on("error", (error: unknown) => {
    if (!isOver) say(`${file} can't be written any more: ${messageOf(error)}. The run goes on without it.`);
    isOver = true;
  });
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
  return {
    step(source, { name, state, note }) {
      if (!isOver) log.info({ source, step: name, state, note }, `${name} ${state}`);
    },
  };
}

function opened(file: string) {
  try {
    return destination({ dest: file, mkdir: true, sync: true });
  } catch (cause) {
    throw new EnvironmentError(`The steps can't be logged to ${file}: ${messageOf(cause)}.`, {
      next: "Name another file with --log.",
      cause,
    });
  }
}
