import type { Exclusive, Overlap, Resource } from "../../brief/types.ts";
import type { Answered } from "../../http/types.ts";
import { type CreatedRecord, defineCheck, type StageContexts } from "../check.ts";
import { isObject, type JsonObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, type Tally, tally } from "../share.ts";
import { timeText } from "../time-text.ts";
import { walkPages } from "../pages/walk-pages.ts";
import { move } from "./moves.ts";

type Context = StageContexts["probe"];

/** The record that is there first: two hours from ten o'clock. */
const firstMs = Date.UTC(2026, 5, 15, 10);
const minuteMs = 60_000;
const firstMinutes = 120;

/** A second record: its minutes counted from the beginning of the first, and the offset that it is written with. */
interface Second {
  readonly what: string;
  readonly minutes: readonly [from: number, to: number];
  readonly offset?: string;
  readonly wanted: "refused" | "taken";
  /** State that the first one is moved to before. */
  readonly state?: string;
  /** Has another value in the field that keeps records apart. */
  readonly isElsewhere?: boolean;
}

const seconds: readonly Second[] = [
  { what: "one at the same time", minutes: [0, firstMinutes], wanted: "refused" },
  { what: "one at the same time, in another zone", minutes: [0, firstMinutes], offset: "+02:00", wanted: "refused" },
  { what: "one that begins before the first ends", minutes: [60, 180], wanted: "refused" },
  { what: "one that ends after the first begins", minutes: [-60, 60], wanted: "refused" },
  { what: "one that ends a minute in, in another zone", minutes: [-60, 1], offset: "-05:30", wanted: "refused" },
  { what: "one within the first", minutes: [30, 90], wanted: "refused" },
  { what: "one around the first", minutes: [-30, 150], wanted: "refused" },
  { what: "one that ends when the first begins", minutes: [-60, 0], wanted: "taken" },
  { what: "one that begins when the first ends", minutes: [firstMinutes, 180], wanted: "taken" },
  {
    what: "one that begins when the first ends, in another zone",
    minutes: [120, 180],
    offset: "+02:00",
    wanted: "taken",
  },
  { what: "one at the same time elsewhere", minutes: [0, firstMinutes], isElsewhere: true, wanted: "taken" },
];

export default defineCheck({
  id: "stateful.overlap",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "What overlaps is refused, what only touches is taken",
  why: "Two parties before one door is what the service is there to prevent; a free hour that can't be booked is lost.",
  hint: "Two overlap when each begins before the other ends: a.start < b.end and b.start < a.end, with < and not <=, compared as instants, among those that are not released.",
  notAskedBy: (brief) =>
    mainResource(brief).exclusive?.overlap === undefined ? "Nothing overlaps in this brief." : undefined,
  async run(context) {
    const resource = mainResource(context.brief);
    const { exclusive } = resource;
    if (exclusive?.overlap === undefined) throw new Error("not asked by this brief");
    const seen = tally();
    for (const second of [...seconds, ...afterMoves(resource, exclusive.overlap)]) {
      await trySecond(context, seen, { second, exclusive, overlap: exclusive.overlap });
    }
    return seen.outcome((count) => `${count} pairs`) ?? nothingSeen("No pair was answered without a server error.");
  },
});

/** The states that a new record can be moved to at once: some release it, others don't. */
function afterMoves({ states }: Resource, { releasedBy }: Overlap): readonly Second[] {
  return (states?.transitions[states.initial] ?? []).map((state) => ({
    what: `one at the time of a first that is ${state}`,
    minutes: [0, firstMinutes],
    wanted: releasedBy.includes(state) ? "taken" : "refused",
    state,
  }));
}

interface Pair {
  readonly second: Second;
  readonly exclusive: Exclusive;
  readonly overlap: Overlap;
}

async function trySecond(context: Context, seen: Tally, { second, exclusive, overlap }: Pair): Promise<void> {
  const { api, brief, records } = context;
  const { create, name, states } = mainResource(brief);
  const { overrides, query } = partitionQuery(context);
  const first = await records.create({ ...overrides, ...interval(overlap, [0, firstMinutes], "Z") });
  if (second.state !== undefined && states !== undefined) {
    const moved = await move(context, states, first, second.state);
    // A move that does not work is named by stateful.transitions.
    if (moved.response.status >= 300) return;
  }
  const body = {
    ...records.body({ ...overrides, ...interval(overlap, second.minutes, second.offset ?? "Z") }),
    ...(second.isElsewhere === true ? {} : { [exclusive.field]: first.sent[exclusive.field] }),
  };
  const exchange = await api.call(create, { json: body });
  const { status } = exchange.response;
  if (status >= 500) return;
  const isTaken = status >= 200 && status <= 299;
  const isRight = second.wanted === "taken" ? isTaken : status === exclusive.refused;
  const evidence = { curl: exchange.curl, exchanges: [first.exchange, exchange] };
  if (!isRight) {
    seen.wrong(second.what, {
      message: `Beside one ${name} that is there, ${second.what} is not ${second.wanted} as published.`,
      expected: second.wanted === "taken" ? "201" : String(exclusive.refused),
      received: `${status} ${exchange.response.body.slice(0, 300)}`,
      ...evidence,
    });
    return;
  }
  const stored = second.wanted === "taken" ? undefined : await alsoStored(context, query, first);
  if (stored === undefined) seen.ok(second.what);
  else {
    seen.wrong(second.what, {
      message: `Beside one ${name} that is there, ${second.what} is refused, and stored all the same.`,
      expected: `the first ${name} only`,
      received: stored.response.body.slice(0, 1000),
      ...evidence,
      cause: "refused and stored",
    });
  }
}

function interval({ interval: [from, to] }: Overlap, [begin, end]: Second["minutes"], offset: string): JsonObject {
  return {
    [from]: timeText(firstMs + begin * minuteMs, offset),
    [to]: timeText(firstMs + end * minuteMs, offset),
  };
}

/** The list, where it shows more than the first record. */
async function alsoStored(
  context: Context,
  query: Readonly<Record<string, string>>,
  first: CreatedRecord,
): Promise<Answered | undefined> {
  if (Object.keys(query).length === 0) return undefined;
  const { id } = mainResource(context.brief);
  const { items, exchanges } = await walkPages(context, { query });
  const others = items.filter((item) => isObject(item) && String(item[id]) !== first.id);
  return others.length > 0 ? exchanges[0] : undefined;
}
