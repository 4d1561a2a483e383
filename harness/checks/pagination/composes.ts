import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { compareValues, isObject, type JsonObject } from "../json-values.ts";
import { listPage } from "../list-page.ts";
import { mainResource } from "../main-resource.ts";
import { type Walk, walkPages } from "../pages/walk-pages.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, tally } from "../share.ts";
import { updateRecord } from "../stateful/read-record.ts";
import { askedForPages, paginationOf } from "./asked.ts";

type Context = StageContexts["probe"];
type Query = Readonly<Record<string, string>>;

const records = 9;
/** What matches fills more than one page. */
const limit = 2;
/** A filter with more values than this selects too little of nine records to fill pages. */
const mostValues = 3;

export default defineCheck({
  id: "pagination.composes",
  stage: "probe",
  after: ["pagination.each-record-once"],
  title: "Filters, a sort and pages together give what matches, once, in order",
  why: "A list is used with everything at once: the open orders of one customer, largest first, page by page.",
  hint: "Let one SQL query do all of it: each filter in its WHERE, the sort in its ORDER BY, the page last. What Python leaves out of a page that is cut already is missing from it.",
  notAskedBy: (brief) =>
    askedForPages(brief) ??
    (mainResource(brief).partition === undefined || equalFilters(brief).length === 0
      ? "The brief publishes no two filters of exact values."
      : undefined),
  async run(context) {
    const { overrides, query } = partitionQuery(context);
    await makeRecords(context, overrides);
    const seen = tally();
    for (const sort of sorts(context)) {
      const alone = await walkPages(context, { query: { ...query, ...sort.query }, limit });
      const all = alone.items.filter(isObject);
      // What goes wrong with one filter already is named by the checks of pages and of sorting.
      const different = new Set(all.map((record) => record[mainResource(context.brief).id])).size;
      if (faultOf(context, alone, all, sort.value) !== undefined || all.length !== records || different !== records)
        continue;
      const further = await selections(context, query, all);
      const walks = await inWaves(further, async (selection) => {
        const list = { ...query, ...selection.query, ...sort.query };
        return { ...selection, walk: await walkPages(context, { query: list, limit }) };
      });
      for (const { query: selected, matching, walk } of walks) {
        const fault = faultOf(context, walk, matching, sort.value);
        const subject = JSON.stringify([selected, sort.query]);
        if (fault === undefined) seen.ok(subject);
        else seen.wrong(subject, fault);
      }
    }
    return seen.outcome((count) => `${count} lists`) ?? nothingSeen("No two filters could be examined.");
  },
});

/** Every other one moves to another state, where the brief has some; what else differs is left to chance. */
async function makeRecords(context: Context, overrides: Query): Promise<void> {
  const { update, states } = mainResource(context.brief);
  const [to] = states?.transitions[states.initial] ?? [];
  for (let made = 0; made < records; made += 1) {
    const { id } = await context.records.create(overrides);
    if (made % 2 === 0 || update === undefined || states === undefined || to === undefined) continue;
    await updateRecord(context, id, { [states.field]: to });
  }
}

/** Filters beside the partition's that compare with an exact value. */
function equalFilters(brief: Context["brief"]) {
  const { filters, partition } = mainResource(brief);
  return Object.entries(filters).filter(
    ([parameter, { operator }]) => operator === "equals" && parameter !== partition?.parameter,
  );
}

interface Selection {
  readonly query: Query;
  readonly matching: readonly JsonObject[];
}

/** A second filter with each of its values, as far as one page of both filters is right: those others are named by filtering.each. */
async function selections(context: Context, query: Query, all: readonly JsonObject[]): Promise<readonly Selection[]> {
  const found: Selection[] = [];
  for (const [parameter, { field }] of equalFilters(context.brief)) {
    const values = new Set(all.map((record) => String(record[field])));
    if (values.size > mostValues || all.some((record) => record[field] === null || record[field] === undefined))
      continue;
    for (const value of values) {
      const matching = all.filter((record) => String(record[field]) === value);
      const further = { [parameter]: value };
      const page = await listPage(context, { ...query, ...further });
      if (page.records?.length === matching.length) found.push({ query: further, matching });
    }
  }
  return found;
}

/** The default order and both directions of each key. */
function sorts({ brief }: Context): readonly { readonly query: Query; readonly value: string | undefined }[] {
  const { sort, parameters } = paginationOf(brief);
  const { sort: parameter } = parameters;
  const keys = parameter === undefined ? [] : Object.keys(sort?.keys ?? {}).flatMap((key) => [key, `-${key}`]);
  return [
    { query: {}, value: sort?.default },
    ...keys.map((value) => ({ query: parameter === undefined ? {} : { [parameter]: value }, value })),
  ];
}

function faultOf(
  { brief }: Context,
  { items, exchanges, stopped }: Walk,
  expected: readonly JsonObject[],
  sort: string | undefined,
): Finding | undefined {
  const { id, name } = mainResource(brief);
  const walked = items.filter(isObject);
  const ids = walked.map((record) => String(record[id])).sort();
  const wanted = expected.map((record) => String(record[id])).sort();
  const isSame = stopped === undefined && ids.join() === wanted.join();
  if (isSame && isInOrder(brief, walked, sort)) return undefined;
  return {
    message: isSame
      ? `Two filters, a sort and pages together give the ${name}s that match in another order.`
      : `Two filters, a sort and pages together don't give each ${name} that matches once.`,
    expected: `each of ${wanted.length} ${name}s once, in the order ${sort ?? "of the list"}`,
    received: stopped ?? `${ids.length} ${name}s on ${exchanges.length} pages, ${new Set(ids).size} different ones`,
    ...(exchanges[0] === undefined ? {} : { curl: exchanges[0].curl }),
    exchanges: exchanges.slice(0, 4),
    cause: isSame ? "order" : "members",
  };
}

/** Ties may stand in any order here: pagination.order asks about them. */
function isInOrder(brief: Context["brief"], walked: readonly JsonObject[], sort: string | undefined): boolean {
  const field = paginationOf(brief).sort?.keys[sort?.replace(/^-/, "") ?? ""];
  if (sort === undefined || field === undefined) return true;
  return walked.every((record, index) => {
    const before = walked[index - 1];
    const compared = before === undefined ? 0 : compareValues(before[field], record[field]);
    return sort.startsWith("-") ? compared >= 0 : compared <= 0;
  });
}
