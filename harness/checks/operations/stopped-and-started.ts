import { setTimeout as sleep } from "node:timers/promises";
import { type Answered, type CallOptions, NoResponse } from "../../http/types.ts";
import type { TimeLine } from "../../types/outcome.ts";
import type { BootReport, HeldTables, Runtime, StopReport } from "../../types/runtime.ts";
import type { CreatedRecord, StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { inSeconds, recordTimeLine, type TimeLineRecorder } from "../time-line.ts";
import { settled } from "./after-outage.ts";

type Context = StageContexts["disturb"];

/** One stop and the start after it: what the app was told before, what it was doing meanwhile, and how it came up again. */
export interface StoppedAndStarted {
  readonly created: CreatedRecord;
  /** Reads that record. */
  readonly read: () => Promise<Answered>;
  readonly before: Answered;
  /** A create with a key that can be sent again; undefined where the brief lets keys be forgotten. */
  readonly keyed: KeyedCreate | undefined;
  /** The read that was under way when SIGTERM came; `isWaiting` where it was waiting in the database then. */
  readonly inFlight: { readonly isWaiting: boolean; readonly answer: Answered | NoResponse };
  readonly stop: StopReport;
  readonly stopLine: TimeLine;
  readonly boot: BootReport;
  /** From SIGTERM to the start's end: what comes afterwards is added to it. */
  readonly restartLine: TimeLineRecorder;
}

interface KeyedCreate {
  readonly request: CallOptions;
  readonly first: Answered | NoResponse;
  /** What the list has to be filtered by, so that it shows this record only. */
  readonly query: Readonly<Record<string, string>>;
}

/** A process that ends by the signal's default action (128 + 15) ended when it was asked to. */
const cleanExits: readonly number[] = [0, 143];

export function isCleanStop({ killed, exitCode }: StopReport): boolean {
  return !killed && cleanExits.includes(exitCode);
}

/** One stop serves all checks of a run. */
const stops = new WeakMap<Runtime, Promise<StoppedAndStarted>>();

/** Stops the app while it works on a read, and starts it again on the same database. */
export function stoppedAndStarted(context: Context): Promise<StoppedAndStarted> {
  const known = stops.get(context.runtime) ?? stopAndStart(context);
  stops.set(context.runtime, known);
  return known;
}

async function stopAndStart(context: Context): Promise<StoppedAndStarted> {
  const { api, brief, records, runtime } = context;
  const { readyWithinSeconds, stopsWithinSeconds: seconds } = brief.runtime;
  const resource = mainResource(brief);
  const created = await records.create();
  const read = () => api.call(resource.read, { path: { [resource.pathParameter]: created.id } });
  const before = await read();
  const keyed = await keyedCreate(context);

  const line = recordTimeLine("Stop", `finishes what it is doing and ends within ${seconds} s of SIGTERM`);
  const restartLine = recordTimeLine("Restart", `ready within ${readyWithinSeconds} s, and every record is there`);
  const held = await runtime.database.hold(5_000);
  line.did("a read begins, and waits in the database");
  const reading = settled(read());
  const isWaiting = await waitsForLock(held);
  line.did("SIGTERM");
  restartLine.did("SIGTERM");
  const stop = await runtime.stop({
    graceSeconds: seconds,
    whileStopping: async () => {
      // Time for the signal to arrive and be handled while the request is still open.
      await sleep(300);
      await held[Symbol.asyncDispose]();
      line.did("the read may go on");
      const answer = await reading;
      line.answered(answer, answer instanceof NoResponse ? (isWaiting ? "broken" : "seen") : "kept");
    },
  });
  const answer = await reading;
  const ended = stop.killed ? "had to be killed" : `ended with exit code ${stop.exitCode}`;
  line.saw(ended, isCleanStop(stop) ? "kept" : "broken");
  restartLine.saw(ended, "seen");
  const stopLine = line.until(
    stop.killed ? `did not stop in ${seconds} s` : `stopped in ${inSeconds(stop.durationMs)}`,
  );
  restartLine.did("started again");
  const boot = await runtime.start();
  restartLine.saw(boot.ready ? "ready" : "never ready", boot.ready ? "kept" : "broken");
  return { created, read, before, keyed, inFlight: { isWaiting, answer }, stop, stopLine, boot, restartLine };
}

async function keyedCreate(context: Context): Promise<KeyedCreate | undefined> {
  const { api, brief, random, records } = context;
  const { idempotency } = brief;
  if (idempotency?.survivesRestart !== true) return undefined;
  const { overrides, query } = partitionQuery(context);
  const request = { json: records.body(overrides), headers: { [idempotency.header]: random.uuid() } };
  return { request, first: await settled(api.call(idempotency.operation, request)), query };
}

/** True once the app's statement waits for the lock; false when it never does (it may not need the database for a read). */
async function waitsForLock(held: HeldTables): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if ((await held.waiting()) > 0) return true;
    await sleep(50);
  }
  return false;
}
