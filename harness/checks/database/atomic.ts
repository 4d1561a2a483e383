import { setTimeout as sleep } from "node:timers/promises";
import { jsonOf } from "../../http/headers.ts";
import { type Answered, NoResponse } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import type { InsertWatch } from "../../types/runtime.ts";
import { defineCheck, PrerequisiteFailed, type StageContexts } from "../check.ts";
import { differentMembers, isObject, type JsonObject } from "../json-values.ts";
import { type ListPage, listPage } from "../list-page.ts";
import { mainResource } from "../main-resource.ts";
import { settled } from "../operations/after-outage.ts";
import { nothingSeen, tally } from "../share.ts";

type Context = StageContexts["disturb"];
type Part = Awaited<ReturnType<InsertWatch["inserted"]>>[number];

const mostTables = 4;
/** Of the answers that blame the client, those that ask it to come again. */
const comeAgain: readonly number[] = [408, 425, 429];
/** A pool needs a moment to notice that a connection is gone. */
const listAgainWithinMs = 5000;

export default defineCheck({
  id: "database.atomic",
  stage: "disturb",
  after: ["operations.recovers-after-outage", "stateful.create-then-list"],
  title: "What is cut off in the middle of being stored is stored wholly or not at all",
  why: "Connections break at any moment. Half an order is worse than none: somebody packs it, and nobody pays for the rest.",
  hint: "Write all rows of a request in one transaction, with one commit at its end.",
  notAskedBy: (brief) =>
    brief.database?.allOrNothing === true
      ? undefined
      : "The brief does not say that a create is stored wholly or not at all.",
  async run(context) {
    const { api, brief, records, runtime } = context;
    const { create } = mainResource(brief);
    await using watch = await runtime.database.watchInserts();
    const base = longest(Array.from({ length: 12 }, () => records.body()));
    const sent = records.again(base);
    const plain = await api.call(create, { json: sent });
    if (!isGood(plain)) throw notCreated(plain);
    // What is not kept as it was sent without any trouble either is the business of other checks.
    const answer = jsonOf(plain.response);
    const otherwise = isObject(sent) && isObject(answer) ? differentMembers(sent, answer) : [];
    const compared = Object.keys(base).filter((name) => !otherwise.includes(name));
    const parts = await watch.inserted();
    if (parts.length === 0) return nothingSeen("A create inserts no row: it could not be cut off.");
    const results = tally();
    for (const part of parts.slice(0, mostTables)) {
      const finding = await cutOffAt(context, watch, part, { base, compared });
      if (finding === "never came") continue;
      if (finding === undefined) results.ok(part.table);
      else results.wrong(part.table, finding);
    }
    return (
      results.outcome(
        (tables) =>
          `a create that was cut off at its last row of ${tables} table${tables === 1 ? "" : "s, one after the other"}`,
      ) ?? nothingSeen("A create writes its rows in another way each time: it could not be cut off.")
    );
  },
});

/** The body with the most entries in its lists: entries may have rows of their own. */
function longest(bodies: readonly JsonObject[]): JsonObject {
  const entries = (body: JsonObject): number =>
    Object.values(body).reduce<number>((total, value) => total + (Array.isArray(value) ? value.length : 0), 0);
  return bodies.reduce((best, body) => (entries(body) > entries(best) ? body : best));
}

/** Cuts a create off at its last row of a table, and sends it again: what is wrong then. */
async function cutOffAt(
  context: Context,
  watch: InsertWatch,
  part: Part,
  { base, compared }: { readonly base: JsonObject; readonly compared: readonly string[] },
): Promise<Finding | "never came" | undefined> {
  const { api, brief, random, records } = context;
  const { create, exclusive, name, partition } = mainResource(brief);
  const mark = records.partition();
  const renewed = records.again({ ...base, ...(partition === undefined ? {} : { [partition.field]: mark }) });
  const body = isObject(renewed) ? renewed : base;
  const whole = Object.fromEntries(compared.map((member) => [member, body[member]]));
  const header = brief.idempotency?.operation === create ? brief.idempotency.header : undefined;
  const request = { json: body, ...(header === undefined ? {} : { headers: { [header]: random.uuid() } }) };
  const query = partition === undefined ? {} : { [partition.parameter]: mark };

  await watch.cutAt(part.table, part.rows);
  const cut = await settled(api.call(create, request));
  if (!(await watch.hasCut())) return "never came";
  const where = `after row ${part.rows} that it writes into ${part.table}`;
  const first = cut instanceof NoResponse ? cut.exchange : cut;
  const kept = await listed(context, query);
  const problem = unlessWhole(kept, whole, isGood(first), name);
  const evidence = { curl: first.curl, exchanges: [first, kept.exchange] };
  if (problem !== undefined) return { ...problem, message: `${problem.message} (cut off ${where})`, ...evidence };
  const status = first.response?.status ?? 0;
  const retryLater = header === undefined ? comeAgain : [...comeAgain, ...(brief.idempotency?.inProgress ?? [])];
  if (status >= 400 && status <= 499 && !retryLater.includes(status)) {
    return {
      message: `A valid create whose connection to the database broke is refused with ${status}, as if it was the client's fault (cut off ${where}).`,
      expected: "a 5xx, or success",
      received: `${status} ${first.response?.body}`,
      ...evidence,
      cause: "a broken connection is the client's fault",
    };
  }

  // Without a key, or a field that can be had once only, the second is another record.
  if (header === undefined && exclusive === undefined) return undefined;
  const again = await api.call(create, request);
  const after = await listed(context, query);
  const later = unlessWhole(after, whole, isGood(again), name);
  const more = { curl: again.curl, exchanges: [first, kept.exchange, again, after.exchange] };
  if (later !== undefined)
    return { ...later, message: `${later.message} (cut off ${where}, then sent again)`, ...more };
  const isTaken = header === undefined && kept.records?.length === 0 && again.response.status === exclusive?.refused;
  if (!isTaken) return undefined;
  return {
    message: `A ${name} that was cut off ${where} is not there, and can't be created any more either.`,
    expected: "the same create succeeds, because nothing was stored",
    received: `${again.response.status} ${again.response.body}`,
    ...more,
  };
}

/** The list, once the app answers it. */
async function listed(context: Context, query: Readonly<Record<string, string>>): Promise<ListPage> {
  const started = performance.now();
  for (;;) {
    const page = await listPage(context, query).catch((error: unknown) => {
      if (error instanceof NoResponse) return undefined;
      throw error;
    });
    const isLate = performance.now() - started > listAgainWithinMs;
    if (page !== undefined && (page.records !== undefined || isLate)) return page;
    if (isLate) return await listPage(context, query);
    await sleep(100);
  }
}

/** What is wrong with what a create left in the list: nothing where that is the whole record once, or, if it was refused, none. */
function unlessWhole({ records, exchange }: ListPage, sent: JsonObject, isCreated: boolean, name: string) {
  if (records === undefined) {
    return {
      message: `After a ${name} was cut off, the list that would show it fails.`,
      expected: "200 and the list",
      received: `${exchange.response.status} ${exchange.response.body}`,
    };
  }
  const [only, ...others] = records;
  const received = JSON.stringify(records);
  if (others.length > 0)
    return { message: `A ${name} that was cut off is there ${records.length} times.`, expected: "once", received };
  if (only === undefined) {
    if (!isCreated) return undefined;
    return { message: `A ${name} that was answered as created is not there.`, expected: "it is in the list", received };
  }
  const different = differentMembers(sent, only);
  if (different.length === 0) return undefined;
  return {
    message: `A ${name} is stored in part: ${different.join(", ")} is not what was sent.`,
    expected: "all that was sent, or no record",
    received,
  };
}

function isGood({ response }: { readonly response?: { readonly status: number } | undefined }): boolean {
  return response !== undefined && response.status >= 200 && response.status <= 299;
}

function notCreated(exchange: Answered): PrerequisiteFailed {
  return new PrerequisiteFailed("stateful.create-then-read", {
    message: "A valid record could not be created.",
    expected: "201",
    received: `${exchange.response.status} ${exchange.response.body.slice(0, 500)}`,
    curl: exchange.curl,
  });
}
