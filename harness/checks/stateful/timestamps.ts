import { setTimeout as pause } from "node:timers/promises";
import type { Answered } from "../../http/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { compareValues, type JsonObject, sameValue } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, type Tally, tally } from "../share.ts";
import { readRecord, updateRecord } from "./read-record.ts";

type Context = StageContexts["probe"];

/** Longer than the second that a coarse clock counts in. */
const aWhileMs = 1_100;

export default defineCheck({
  id: "stateful.timestamps",
  stage: "probe",
  slow: true,
  after: ["stateful.create-then-read"],
  title: "The time of creation stays, the time of the last change moves with each change",
  why: "Whoever copies what changed since yesterday misses a change that left no time behind.",
  hint: "Set the time of the last change in the statement that changes the record, and only there; never touch the time of creation.",
  notAskedBy: (brief) => {
    const { timestamps, states, update } = mainResource(brief);
    return timestamps === undefined || states === undefined || update === undefined
      ? "The brief does not say what its times mean."
      : undefined;
  },
  async run(context) {
    const { states } = mainResource(context.brief);
    if (states === undefined) throw new Error("not asked by this brief");
    const [to] = states.transitions[states.initial] ?? [];
    const seen = tally();
    const { id } = await context.records.create();
    const { record: before } = await readRecord(context, id);
    await pause(aWhileMs);
    // A move to the state that the record has is no move: it is refused.
    const refused = await updateRecord(context, id, { [states.field]: states.initial });
    const { record: unchanged } = await readRecord(context, id);
    if (refused.response.status === states.refused)
      compareTimes(context, seen, { before, after: unchanged, exchange: refused });
    const moved = to === undefined ? undefined : await updateRecord(context, id, { [states.field]: to });
    const { record: after } = await readRecord(context, id);
    const isMoved = moved?.response.status === 200 && after?.[states.field] === to;
    if (moved !== undefined && isMoved) {
      compareTimes(context, seen, { before: unchanged, after, exchange: moved, isChange: true });
    }
    return seen.outcome((count) => `${count} times`) ?? nothingSeen("No change was answered as documented.");
  },
});

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
        message: `The ${field} of a ${name} ${moves ? "stays as it was" : "is another one"} after ${what}.`,
        expected: moves ? `later than ${String(before[field])}` : String(before[field]),
        received: String(after[field]),
        curl: exchange.curl,
        exchanges: [exchange],
      });
    }
  }
}
