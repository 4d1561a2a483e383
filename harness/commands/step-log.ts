import { destination, pino } from "pino";
import type { StageEvent } from "../grade/run.ts";

/** Where the steps of a run are told to machines. */
export interface StepLog {
  /** Notes a step of the submission `source`. */
  step(source: string, event: StageEvent): void;
}

/** Appends one JSON object for each step to a file (`--log`); without one, notes nothing. */
export function openStepLog(file: string | undefined): StepLog {
  if (file === undefined) return { step: () => undefined };
  const log = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ dest: file, mkdir: true, sync: true }),
  );
  return { step: (source, { name, state, note }) => log.info({ source, step: name, state, note }, `${name} ${state}`) };
}
