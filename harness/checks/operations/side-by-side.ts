import { jsonOf } from "../../http/headers.ts";
import type { Answered, Client } from "../../http/types.ts";
import type { Outcome } from "../../types/outcome.ts";
import { PrerequisiteFailed, type StageContexts } from "../check.ts";
import { oneRecord } from "../idempotency/one-record.ts";
import { sameValue } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { nextPlace } from "../pages/next-place.ts";
import { partitionQuery } from "../partition-query.ts";
import { createRecords } from "../records.ts";
import { type Tally, tally } from "../share.ts";
import { logText } from "./log-text.ts";

type Context = StageContexts["runtime"];

/** Starts a second container on the app's database, and asks each for what the other was told. */
export async function withASecond(context: Context): Promise<Outcome> {
  await using beside = await context.runtime.beside({ name: "replica" });
  if (!beside.boot.ready) {
    const message = `A second one on the same database does not start: ${beside.boot.reason}`;
    const finding = { message, expected: "ready, as the first one", detail: logText(beside.boot.logs) };
    return { verdict: "failed", share: 0, findings: [finding] };
  }
  await using second = at(context, beside.baseUrl);
  return await sideBySide(context, second);
}

/** Asks each of two containers on one database for what the other was told. */
export async function sideBySide(first: Context, second: Context): Promise<Outcome> {
  const seen = tally();
  await readByTheOther(seen, first, second);
  await readByTheOther(seen, second, first);
  await retryAtTheOther(seen, first, second);
  await nextPageOfTheOther(seen, first, second.api);
  return (
    seen.outcome((count) => `${count} things that one was told and the other was asked for`) ?? { verdict: "passed" }
  );
}

/** The same, asked of another container. */
export function at(context: Context, baseUrl: string): Context & AsyncDisposable {
  const { brief, random } = context;
  const api = context.api.at(baseUrl);
  const records = createRecords({ api, brief, random });
  return { ...context, api, records, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

async function readByTheOther(seen: Tally, one: Context, other: Context): Promise<void> {
  const resource = mainResource(one.brief);
  const created = await one.records.create();
  const answer = await other.api.call(resource.read, { path: { [resource.pathParameter]: created.id } });
  const subject = `read at ${other.api.baseUrl}`;
  if (answer.response.status === 200) return seen.ok(subject);
  seen.wrong(subject, {
    message: `What one of two containers has stored, the other one beside it does not have.`,
    expected: `200 and the ${resource.name}`,
    ...received(answer, created.exchange),
  });
}

/** A client whose answer got lost is sent to the other one. */
async function retryAtTheOther(seen: Tally, one: Context, other: Context): Promise<void> {
  const { idempotency } = one.brief;
  if (idempotency === undefined) return;
  const { overrides, query } = partitionQuery(one);
  const request = { json: one.records.body(overrides), headers: { [idempotency.header]: one.random.uuid() } };
  const first = await one.api.call(idempotency.operation, request);
  if (first.response.status >= 300) {
    const message = `A create is answered with ${first.response.status}.`;
    throw new PrerequisiteFailed("stateful.create-then-read", { message, ...received(first) });
  }
  // Where not even the same one knows its key, idempotency.replay says so.
  if (!isSame(first, await one.api.call(idempotency.operation, request))) return;
  const again = await other.api.call(idempotency.operation, request);
  if (isSame(first, again)) seen.ok("the retry");
  else {
    seen.wrong("the retry", {
      message: "A create that is repeated with the same key at the other of two containers is answered differently.",
      expected: `${first.response.status} ${first.response.body}`,
      ...received(again, first),
    });
  }
  const evidence = { curl: again.curl, exchanges: [first, again] };
  await oneRecord(other, seen, { query, what: "After a create that was repeated at the other container", evidence });
}

/** The cursor that one gave, followed at the other. */
async function nextPageOfTheOther(seen: Tally, { api, brief }: Context, other: Client): Promise<void> {
  const { pagination } = brief;
  if (pagination?.style !== "cursor") return;
  const limit = { [pagination.parameters.limit]: 1 };
  const first = await api.call(pagination.operation, { query: limit });
  const next = nextPlace(first, pagination, { records: [], passed: 0, pages: 1, limit: 1 });
  if (next === undefined || !("place" in next)) return;
  const query = { ...limit, ...next.place };
  // Where it leads nowhere at the same one either, the checks of pages say so.
  if ((await api.call(pagination.operation, { query })).response.status !== 200) return;
  const answer = await other.call(pagination.operation, { query });
  if (answer.response.status === 200) return seen.ok("the next page");
  seen.wrong("the next page", {
    message: "The cursor of a page that one of two containers gave leads nowhere at the other.",
    expected: "200 and the next page",
    ...received(answer, first),
  });
}

function isSame({ response: a }: Answered, { response: b }: Answered): boolean {
  return a.status === b.status && sameValue(jsonOf(a), jsonOf(b));
}

function received(answer: Answered, before?: Answered) {
  return {
    received: `${answer.response.status} ${answer.response.body.slice(0, 300)}`,
    curl: answer.curl,
    exchanges: [...(before === undefined ? [] : [before]), answer],
  };
}
