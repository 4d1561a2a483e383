import { randomBytes } from "node:crypto";
import { Interrupted } from "../types/errors.ts";
import type { StageTiming } from "../types/scorecard.ts";

/** What a reader of the progress sees. `note` is one short line: "cached", "23 checks". */
export interface StageEvent {
  readonly name: StageName;
  readonly state: "started" | "done" | "failed" | "skipped";
  readonly note?: string;
}

/** The steps of one grade, in the order in which they begin. */
export const stageNames = [
  "take in",
  "read the source",
  "build the image",
  "start app and database",
  "probe",
  "look inside",
  "candidate's tests",
  "change the code under the tests",
  "try the README's commands",
  "try the migrations",
  "measure under load",
  "stop and restart",
  "tear down",
] as const;
export type StageName = (typeof stageNames)[number];

interface AboutStage<T> {
  /** What there is to say when it is done. */
  readonly note?: (result: T) => string | undefined;
  /** The cores that the app is held to. */
  readonly cores?: string | undefined;
}

/** One grade on its way: its clock, its seed, and what is to be told about it. */
export interface Run {
  readonly id: string;
  readonly seed: number;
  readonly startedAt: Date;
  readonly signal: AbortSignal;
  readonly timings: StageTiming[];
  readonly notices: string[];
  /** Times a step and tells about it. Rejects at once when the run is interrupted; what it started is torn down by its owner. */
  stage<T>(name: StageName, action: () => Promise<T>, about?: AboutStage<T>): Promise<T>;
  skip(name: StageName, why: string): void;
}

export function beginRun(options: {
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onStage: (event: StageEvent) => void;
}): Run {
  const startedAt = new Date();
  const origin = performance.now();
  const timings: StageTiming[] = [];
  return {
    id: randomBytes(5).toString("hex"),
    seed: options.seed,
    startedAt,
    signal: options.signal,
    timings,
    notices: [],
    async stage(name, action, { note, cores } = {}) {
      throwIfInterrupted(options.signal);
      const startMs = performance.now() - origin;
      options.onStage({ name, state: "started" });
      try {
        const result = await untilAborted(action(), options.signal);
        const said = note?.(result);
        options.onStage({ name, state: "done", ...(said === undefined ? {} : { note: said }) });
        return result;
      } catch (error) {
        options.onStage({ name, state: "failed" });
        throw error;
      } finally {
        timings.push({
          name,
          startMs: Math.round(startMs),
          durationMs: Math.round(performance.now() - origin - startMs),
          ...(cores === undefined ? {} : { cores }),
        });
      }
    },
    skip(name, why) {
      options.onStage({ name, state: "skipped", note: why });
    },
  };
}

function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new Interrupted("Interrupted.", { cause: signal.reason });
}

/** The promise, or a rejection as soon as the signal fires. The promise's own late failure is then of no interest. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(new Interrupted("Interrupted.", { cause: signal.reason }));
  signal.addEventListener("abort", onAbort, { once: true });
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
