import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { compareValues, isObject, type JsonObject, sameValue } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, tally } from "../share.ts";
import { type Walk, walkPages } from "../pages/walk-pages.ts";
import { askedForPages, paginationOf } from "./asked.ts";

type Context = StageContexts["probe"];

/** Five to a group: that so many random ids are in order by chance is out of the question. */
const records = 15;
const limit = 4;

export default defineCheck({
  id: "pagination.order",
  stage: "probe",
  after: ["stateful.create-then-list"],
  title: "Lists come in the published order, the same one each time",
  why: "Pages make sense only over an order that does not change between two requests.",
  hint: "ORDER BY the sort key and the published tie-break in every list query; without ORDER BY a database promises no order.",
  notAskedBy: (brief) =>
    askedForPages(brief) ?? (brief.pagination?.sort === undefined ? "The brief publishes no order." : undefined),
  async run(context) {
    const { sort, parameters } = paginationOf(context.brief);
    if (sort === undefined) throw new Error("not asked by this brief");
    const { overrides, query } = partitionQuery(context);
    await makeRecords(context, overrides);
    const seen = tally();
    const values = [undefined, ...Object.keys(sort.keys).flatMap((key) => [key, `-${key}`])];
    const walks = await inWaves(values, async (value) => {
      const chosen = value === undefined || parameters.sort === undefined ? {} : { [parameters.sort]: value };
      const walk = () => walkPages(context, { query: { ...query, ...chosen }, limit });
      return { value, one: await walk(), two: await walk() };
    });
    for (const { value, one, two } of walks) {
      // A walk that breaks off is the fault that pagination.each-record-once names.
      if (one.stopped !== undefined || two.stopped !== undefined) continue;
      const subject = value ?? "default order";
      const misplaced = orderFault(context, value ?? sort.default, one);
      // Where the list is not in the order that was asked for is the fault that sorting.each names.
      if (misplaced !== undefined && value !== undefined) continue;
      const fault = misplaced ?? tieFault(context, value ?? sort.default, one) ?? changeFault(context, one, two);
      if (fault === undefined) seen.ok(subject);
      else seen.wrong(subject, { ...fault, message: `${fault.message} (${subject})` });
    }
    return seen.outcome((count) => `${count} orders`) ?? nothingSeen("No list could be walked to its end.");
  },
});

/**
 * In three groups that are equal in what a client can set, out of order. One is changed in between, which moves its row, and one
 * of the first at the end: neither where a row lies nor when it was changed is the order of the ids.
 */
async function makeRecords(context: Context, overrides: Readonly<Record<string, string>>): Promise<void> {
  const field = mainResource(context.brief).exclusive?.field ?? "";
  const groups = [context.records.body(), context.records.body(), context.records.body()];
  const ids: string[] = [];
  for (let made = 0; made < records; made += 1) {
    const { [field]: _, ...body } = groups[(made * 2) % 3] ?? {};
    ids.push((await context.records.create({ ...body, ...overrides })).id);
    if (made === 3) await change(context, ids[3]);
  }
  await change(context, ids[1]);
}

/** Moves a record to another state, where the brief has some. */
async function change({ api, brief }: Context, id: string | undefined): Promise<void> {
  const { update, states, pathParameter } = mainResource(brief);
  const [to] = states?.transitions[states.initial] ?? [];
  if (id === undefined || update === undefined || states === undefined || to === undefined) return;
  await api.call(update, { path: { [pathParameter]: id }, json: { [states.field]: to } });
}

/** Where a walk is not in the order of a sort value's field. */
function orderFault({ brief }: Context, value: string, walk: Walk): Finding | undefined {
  const field = fieldOf(brief, value);
  const isDescending = value.startsWith("-");
  for (const [before, item] of neighbours(walk)) {
    const compared = compareValues(before[field], item[field]);
    if (isDescending ? compared >= 0 : compared <= 0) continue;
    return finding(`The list is not in the order of ${field}`, [before, item], field, walk);
  }
  return undefined;
}

/** Where records that are equal in the field are not in the order of the tie-break, in one direction throughout. */
function tieFault({ brief }: Context, value: string, walk: Walk): Finding | undefined {
  const field = fieldOf(brief, value);
  const tieBreak = paginationOf(brief).sort?.tieBreak;
  if (tieBreak === undefined) return undefined;
  const directions = neighbours(walk)
    .filter(([before, item]) => !isUnsure(brief, field, item[field]) && compareValues(before[field], item[field]) === 0)
    .map(([before, item]) => Math.sign(compareValues(before[tieBreak], item[tieBreak])));
  // The brief does not say which way ties are broken, so both are right; but not both at once.
  if (new Set(directions).size <= 1) return undefined;
  const message = `Records that are equal in ${field} are not ordered by ${tieBreak}`;
  return finding(message, walk.items.filter(isObject), field, walk, tieBreak);
}

function fieldOf(brief: Context["brief"], value: string): string {
  const field = paginationOf(brief).sort?.keys[value.replace(/^-/, "")];
  if (field === undefined) throw new Error(`The brief names no field for the sort value ${value}.`);
  return field;
}

/**
 * Times of the app's own that look equal may differ in digits that it keeps and does not show; also times in a form of its own,
 * which contract.response-body names.
 */
function isUnsure(brief: Context["brief"], field: string, value: unknown): boolean {
  const isTime = typeof value === "string" && !Number.isNaN(Date.parse(value)) && /\d\d:\d\d:\d\d/.test(value);
  return isTime && mainResource(brief).serverFields.includes(field);
}

function neighbours(walk: Walk): readonly (readonly [JsonObject, JsonObject])[] {
  const items = walk.items.filter(isObject);
  return items.flatMap((item, index) => {
    const before = items[index - 1];
    return before === undefined ? [] : [[before, item] as const];
  });
}

function changeFault({ brief }: Context, one: Walk, two: Walk): Finding | undefined {
  const { id } = mainResource(brief);
  const ids = (walk: Walk) => walk.items.filter(isObject).map((item) => item[id]);
  if (sameValue(ids(one), ids(two))) return undefined;
  return {
    message: "Two walks in a row give different orders.",
    expected: ids(one).join(", "),
    received: ids(two).join(", "),
    ...(one.exchanges[0] === undefined ? {} : { curl: one.exchanges[0].curl }),
    exchanges: [...one.exchanges.slice(0, 2), ...two.exchanges.slice(0, 2)],
  };
}

function finding(message: string, items: readonly JsonObject[], field: string, walk: Walk, tieBreak?: string): Finding {
  const shown = items.map((item) => [item[field], ...(tieBreak === undefined ? [] : [item[tieBreak]])].join(" "));
  return {
    message,
    expected: `ordered by ${field}${tieBreak === undefined ? "" : ` and then ${tieBreak}`}`,
    received: shown.slice(0, 12).join("\n"),
    ...(walk.exchanges[0] === undefined ? {} : { curl: walk.exchanges[0].curl }),
    exchanges: walk.exchanges.slice(0, 2),
  };
}
