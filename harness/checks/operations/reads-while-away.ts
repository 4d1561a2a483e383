import { setTimeout as sleep } from "node:timers/promises";
import type { Answered, NoResponse } from "../../http/types.ts";
import type { TimeLine } from "../../types/outcome.ts";
import type { LogLine, Runtime } from "../../types/runtime.ts";
import { type CreatedRecord, PrerequisiteFailed, type Records, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { logOnceItHas } from "../observability/log-lines.ts";
import { recordTimeLine, recoveredIn } from "../time-line.ts";
import { settled, untilGood, untilReadyAgain } from "./after-outage.ts";

type Context = StageContexts["disturb"];

/** Enough that every process and thread of a small server meets the outage. */
const requestsWhileAway = 16;

/** One outage: what reads of a record were told meanwhile, what the log said of them, and whether the app came back by itself. */
export interface Outage {
  readonly created: CreatedRecord;
  /** The request id is "" where the brief publishes no header for it. */
  readonly answers: readonly { readonly requestId: string; readonly answer: Answered | NoResponse }[];
  readonly lines: readonly LogLine[];
  /** Milliseconds until three reads in a row succeeded; undefined where that took longer than a start may. */
  readonly recoveredMs: number | undefined;
  /** The last read after it, where it did not recover. */
  readonly last: Answered | NoResponse | undefined;
  readonly timeLine: TimeLine;
}

/** One outage serves all checks of a run. */
const outages = new WeakMap<Runtime, Promise<Outage>>();

/** Takes the database away, reads a record, gives the database back, and leaves a working app behind. */
export function readsWhileAway(context: Context): Promise<Outage> {
  const known = outages.get(context.runtime) ?? outage(context);
  outages.set(context.runtime, known);
  return known;
}

async function outage(context: Context): Promise<Outage> {
  const { api, brief, random, records, runtime } = context;
  const { observability, runtime: contract } = brief;
  const resource = mainResource(brief);
  const withinMs = contract.readyWithinSeconds * 1000;
  const created = await createdInTime(records, withinMs);
  const read = (headers: Readonly<Record<string, string>> = {}) =>
    api.call(resource.read, { path: { [resource.pathParameter]: created.id }, headers });
  const ids = Array.from({ length: requestsWhileAway }, () => (observability === undefined ? "" : random.uuid()));
  const headersOf = (id: string) => (observability === undefined ? {} : { [observability.requestIdHeader]: id });
  const line = recordTimeLine(
    "Reads while the database is away",
    `works again within ${contract.readyWithinSeconds} s once it is back, without a restart`,
  );
  const ask = async (requestId: string) => {
    const answer = await settled(read(headersOf(requestId)));
    line.answered(answer, "seen");
    return { requestId, answer };
  };
  let answers: Outage["answers"];
  {
    await using _outage = await runtime.database.cutOff();
    line.did("database cut off");
    answers = await Promise.all(ids.map(ask));
  }
  line.did("database back");
  const recoveredMs = await untilGood(read, withinMs, line);
  const timeLine = line.until(recoveredIn(recoveredMs, withinMs));
  // Before any restart: the log is that of the container which was there.
  const lines = observability === undefined ? [] : await logOnceItHas(runtime, ids);
  if (recoveredMs !== undefined) return { created, answers, lines, recoveredMs, last: undefined, timeLine };
  const last = await settled(read());
  await runtime.start();
  await untilReadyAgain(context);
  return { created, answers, lines, recoveredMs, last, timeLine };
}

/** A new record. An outage that another check made may have left connections that fail once more: it tries again, `withinMs` long. */
async function createdInTime(records: Records, withinMs: number): Promise<CreatedRecord> {
  const started = performance.now();
  for (;;) {
    try {
      return await records.create();
    } catch (error) {
      if (!(error instanceof PrerequisiteFailed) || performance.now() - started >= withinMs) throw error;
      await sleep(100);
    }
  }
}
