import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, type Tally, tally } from "../share.ts";
import { walkPages } from "../pages/walk-pages.ts";
import { askedForOffsets, offsetPagesOf } from "./asked.ts";

type Context = StageContexts["probe"];
type Query = Readonly<Record<string, string | number>>;

const records = 5;
const limit = 2;

export default defineCheck({
  id: "pagination.total",
  stage: "probe",
  after: ["stateful.create-then-list"],
  title: "The count on a page is that of all records that match, whatever the page shows",
  why: 'People read it as a fact ("5 bookings today"), and programs work out from it how many pages there are.',
  hint: "Count with the same conditions as the page, but without its LIMIT and OFFSET.",
  notAskedBy: askedForOffsets,
  async run(context) {
    const { parameters } = offsetPagesOf(context.brief);
    const { overrides, query } = partitionQuery(context);
    for (let made = 0; made < records; made += 1) await context.records.create(overrides);
    const seen = tally();
    await compareWithAll(context, seen);
    if (Object.keys(query).length === 0) return seen.outcome((count) => `${count} pages`) ?? nothing;
    for (const [what, further] of [
      ["the first page", {}],
      ["a page in the middle", { [parameters.offset]: limit }],
      ["the last page", { [parameters.offset]: 2 * limit }],
      ["a page beyond the last", { [parameters.offset]: 2 * records }],
      ["one large page", { [parameters.limit]: 2 * records }],
    ] as const) {
      await compare(context, seen, { what: `${what} of a filter`, query: { ...query, ...further }, expected: records });
    }
    await compareOfTwoFilters(context, seen, query);
    const nobody = partitionQuery(context).query;
    await compare(context, seen, { what: "a filter that nothing matches", query: nobody, expected: 0 });
    return seen.outcome((count) => `${count} pages`) ?? nothing;
  },
});

const nothing = nothingSeen("No page was answered without a server error.");

interface Counted {
  readonly what: string;
  readonly query: Query;
  readonly expected: number;
}

async function compare(context: Context, seen: Tally, { what, query, expected }: Counted): Promise<void> {
  const { exchange, total } = await counted(context, query);
  if (exchange.response.status >= 500) return;
  if (total === expected) seen.ok(what);
  else seen.wrong(what, wrong(context, exchange, `The count on ${what} is wrong.`, String(expected)));
}

/** Without a filter, others may add records while the list is walked: the number is between the counts before and after. */
async function compareWithAll(context: Context, seen: Tally): Promise<void> {
  const { maxLimit } = offsetPagesOf(context.brief);
  const before = await counted(context, {});
  const walk = await walkPages(context, { limit: maxLimit });
  const after = await counted(context, {});
  // A walk that breaks off is the fault that pagination.each-record-once names.
  if (walk.stopped !== undefined || before.exchange.response.status >= 500) return;
  const found = walk.items.length;
  const [least, most] = [Number(before.total), Number(after.total)];
  if (Number.isInteger(before.total) && least <= found && found <= most) seen.ok("the list without a filter");
  else {
    const message = "The count of the list without a filter is not the number of its records.";
    seen.wrong("the list without a filter", wrong(context, before.exchange, message, String(found)));
  }
}

/** One of the records moves to another state, and a second filter looks for that. */
async function compareOfTwoFilters(context: Context, seen: Tally, query: Query): Promise<void> {
  const { api, brief } = context;
  const { states, update, pathParameter, filters, id } = mainResource(brief);
  const [to] = states?.transitions[states.initial] ?? [];
  const [parameter] =
    Object.entries(filters).find(([, { field, operator }]) => field === states?.field && operator === "equals") ?? [];
  if (states === undefined || update === undefined || to === undefined || parameter === undefined) return;
  const { items } = await walkPages(context, { query });
  const [first] = items.filter(isObject);
  if (first === undefined) return;
  const moved = await api.call(update, { path: { [pathParameter]: String(first[id]) }, json: { [states.field]: to } });
  // A move that does not work is named by stateful.transitions.
  if (moved.response.status >= 300) return;
  await compare(context, seen, { what: "a page of two filters", query: { ...query, [parameter]: to }, expected: 1 });
}

async function counted({ api, brief }: Context, query: Query) {
  const { operation, parameters, total } = offsetPagesOf(brief);
  const exchange = await api.call(operation, { query: { [parameters.limit]: limit, ...query } });
  const body = exchange.response.status === 200 ? jsonOf(exchange.response) : undefined;
  return { exchange, total: isObject(body) ? body[total] : undefined };
}

function wrong({ brief }: Context, exchange: Answered, message: string, expected: string): Finding {
  const { total } = offsetPagesOf(brief);
  return {
    message,
    expected: `${total} ${expected}`,
    received: `${exchange.response.status} ${exchange.response.body.slice(0, 100)} ... ${exchange.response.body.slice(-200)}`,
    curl: exchange.curl,
    exchanges: [exchange],
  };
}
