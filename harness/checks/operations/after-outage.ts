import { setTimeout as sleep } from "node:timers/promises";
import type { Brief } from "../../brief/types.ts";
import { type Answered, NoResponse } from "../../http/types.ts";
import type { StageContexts } from "../check.ts";

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

/** Repeats a request until it has been answered with 2xx three times in a row: the milliseconds that it took, or undefined. */
export async function untilGood(request: () => Promise<Answered>, withinMs: number): Promise<number | undefined> {
  const started = performance.now();
  let good = 0;
  while (performance.now() - started < withinMs) {
    const answer = await settled(request());
    const isGood = !(answer instanceof NoResponse) && answer.response.status >= 200 && answer.response.status <= 299;
    good = isGood ? good + 1 : 0;
    if (good === 3) return performance.now() - started;
    await sleep(100);
  }
  return undefined;
}

/** Leaves a working app to the checks that follow: waits until it is ready, and starts it anew where it does not get there. */
export async function untilReadyAgain({ api, brief, runtime }: StageContexts["disturb"]): Promise<void> {
  const { ready, readyWithinSeconds } = brief.runtime;
  const took = await untilGood(() => api.send("GET", ready, { as: "anonymous" }), readyWithinSeconds * 1000);
  if (took !== undefined) return;
  const boot = await runtime.start();
  if (!boot.ready) throw new Error(`The app did not start again after the outage: ${boot.reason}`);
}
