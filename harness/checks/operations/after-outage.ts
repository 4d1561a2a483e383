import { setTimeout as sleep } from "node:timers/promises";
import type { Brief } from "../../brief/types.ts";
import { type Answered, NoResponse } from "../../http/types.ts";
import type { StageContexts } from "../check.ts";
import type { TimeLineRecorder } from "../time-line.ts";

/** Why checks of outages do not apply; undefined where the document says what readiness answers without a database. */
export function askedForOutage(brief: Brief): string | undefined {
  const ready = brief.api.operations.find(({ method, path }) => method === "get" && path === brief.runtime.ready);
  return ready !== undefined && Object.hasOwn(ready.responses, "503")
    ? undefined
    : "The brief does not say what happens when the database is away.";
}

/** The answer, or NoResponse as a value; anything else is our own trouble and thrown. */
export async function settled(request: Promise<Answered>): Promise<Answered | NoResponse> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof NoResponse) return error;
    throw error;
  }
}

/** True of an answer with a 2xx. */
export function isGood(answer: Answered | NoResponse): answer is Answered {
  return !(answer instanceof NoResponse) && answer.response.status >= 200 && answer.response.status <= 299;
}

/**
 * Repeats a request until it has been answered with 2xx three times in a row: the milliseconds that it took, or undefined. All
 * answers go into `line`.
 */
export async function untilGood(
  request: () => Promise<Answered>,
  withinMs: number,
  line?: TimeLineRecorder,
): Promise<number | undefined> {
  const started = performance.now();
  let good = 0;
  while (performance.now() - started < withinMs) {
    const answer = await settled(request());
    line?.answered(answer, isGood(answer) ? "kept" : "seen");
    good = isGood(answer) ? good + 1 : 0;
    if (good === 3) return performance.now() - started;
    await sleep(100);
  }
  line?.saw(`not well again after ${Math.round(withinMs / 1000)} s`, "broken");
  return undefined;
}

/**
 * Leaves a working app to the checks that follow: waits until it is ready, and starts it anew where it does not get there. Gives
 * the milliseconds that it took by itself.
 */
export async function untilReadyAgain(
  { api, brief, runtime }: StageContexts["disturb"],
  line?: TimeLineRecorder,
): Promise<number | undefined> {
  const { ready, readyWithinSeconds } = brief.runtime;
  const took = await untilGood(() => api.send("GET", ready, { as: "anonymous" }), readyWithinSeconds * 1000, line);
  if (took !== undefined) return took;
  const boot = await runtime.start();
  if (!boot.ready) throw new Error(`The app did not start again after the outage: ${boot.reason}`);
  return undefined;
}
