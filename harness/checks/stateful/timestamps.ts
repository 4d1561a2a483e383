import { setTimeout as pause } from "node:timers/promises";
import type { Answered, Client } from "../../http/types.ts";
import { type CreatedRecord, defineCheck, type StageContexts } from "../check.ts";
import { compareValues, type JsonObject, sameValue } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, type Tally, tally } from "../share.ts";
import { take } from "./act.ts";
import { stateIn } from "./moves.ts";
import { readRecord, updateRecord } from "./read-record.ts";
import { fullReplacement, replaceRecord } from "./replacement.ts";

type Context = StageContexts["probe"];

/** Longer than the second that a coarse clock counts in. */
const aWhileMs = 1_100;

interface Aged {
  readonly created: CreatedRecord;
  readonly before: JsonObject | undefined;
  /** By `performance.now()`. */
  readonly readAt: number;
}

/**
 * A record that is made when the stage begins: other checks pass the time. With the context that made it: one of the same seed would draw
 * its values again, and a replace with the values that are there is no change.
 */
const aged = new WeakMap<Client, { readonly context: Context; readonly made: Promise<Aged | undefined> }>();

export default defineCheck({
  id: "stateful.timestamps",
  stage: "probe",
  slow: true,
  after: ["stateful.create-then-read", "idempotency.safe-methods"],
  title: "The time of creation stays, the time of the last change moves with each change",
  why: "Whoever copies what changed since yesterday misses a change that left no time behind.",
  hint: "Set the time of the last change in the statement that changes the record, and only there; never touch the time of creation.",
  notAskedBy: (brief) => {
    const { timestamps, states, update, replace } = mainResource(brief);
    const canMove = states !== undefined && update !== undefined;
    return timestamps === undefined || (!canMove && replace === undefined)
      ? "The brief does not say what its times mean."
      : undefined;
  },
  begin(context) {
    // What does not work then is asked again, and said, when it is this check's turn.
    const made = agedRecord(context).catch(() => undefined);
    aged.set(context.api, { context, made });
  },
  async run(given) {
    const seen = tally();
    const { context, made } = aged.get(given.api) ?? { context: given, made: undefined };
    const { created, before, readAt } = (await made) ?? (await agedRecord(context));
    await pause(Math.max(0, readAt + aWhileMs - performance.now()));
    const refused = await refusedChange(context, created);
    const { record: unchanged } = await readRecord(context, created.id);
    if (refused !== undefined) compareTimes(context, seen, { before, after: unchanged, exchange: refused });
    const changed = await change(context, created);
    const { record: after } = await readRecord(context, created.id);
    if (changed !== undefined)
      compareTimes(context, seen, { before: unchanged, after, exchange: changed, isChange: true });
    return seen.outcome((count) => `${count} times`) ?? nothingSeen("No change was answered as documented.");
  },
});

async function agedRecord(context: Context): Promise<Aged> {
  const created = await context.records.create();
  const { record: before } = await readRecord(context, created.id);
  return { created, before, readAt: performance.now() };
}

/** A change that is refused as documented: to the state that the record has, or taking more than there is; undefined without one. */
async function refusedChange(context: Context, { id, received }: CreatedRecord): Promise<Answered | undefined> {
  const { states, update, actions } = mainResource(context.brief);
  if (states !== undefined && update !== undefined) {
    const refused = await updateRecord(context, id, { [states.field]: states.initial });
    return refused.response.status === states.refused ? refused : undefined;
  }
  const [action] = Object.entries(actions);
  if (action === undefined) return undefined;
  const [operation, { from, notBelow, refused: status }] = action;
  const refused = await take(context, operation, id, Number(received[from]) - notBelow + 1);
  return refused.response.status === status ? refused : undefined;
}

/** A change that was made: a move to the next state, or a replace; undefined where it was not answered with success. */
async function change(context: Context, { id, received }: CreatedRecord): Promise<Answered | undefined> {
  const { states, update } = mainResource(context.brief);
  const [to] = states?.transitions[states.initial] ?? [];
  if (states !== undefined && update !== undefined) {
    if (to === undefined) return undefined;
    const moved = await updateRecord(context, id, { [states.field]: to });
    return moved.response.status === 200 && stateIn(moved, states) === to ? moved : undefined;
  }
  const replaced = await replaceRecord(context, id, fullReplacement(context, received));
  return replaced.response.status < 300 ? replaced : undefined;
}

interface Change {
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
  readonly exchange: Answered;
  readonly isChange?: boolean;
}

function compareTimes({ brief }: Context, seen: Tally, { before, after, exchange, isChange = false }: Change): void {
  const { name, timestamps } = mainResource(brief);
  if (timestamps === undefined || before === undefined || after === undefined) return;
  const what = isChange ? "a change" : "a change that is refused";
  for (const [field, moves] of [
    [timestamps.created, false],
    [timestamps.updated, isChange],
  ] as const) {
    const isRight = moves ? compareValues(after[field], before[field]) > 0 : sameValue(after[field], before[field]);
    const subject = `${field} after ${what}`;
    if (isRight) seen.ok(subject);
    else {
      seen.wrong(subject, {
        message: `The ${field} of one ${name} ${moves ? "stays as it was" : "is another one"} after ${what}.`,
        expected: moves ? `later than ${String(before[field])}` : String(before[field]),
        received: String(after[field]),
        curl: exchange.curl,
        exchanges: [exchange],
      });
    }
  }
}
