import { setTimeout as sleep } from "node:timers/promises";
import type { Resource } from "../../brief/types.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import type { StageContexts } from "../check.ts";
import { differentMembers, isObject, type JsonObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { recordsOf } from "../pages/records-of.ts";
import { walkPages, type WalkOptions } from "../pages/walk-pages.ts";
import type { Tally } from "../share.ts";

type Context = StageContexts["probe"];

/** Who imports in the background, after it has said that it is ready, is given so long. */
const backgroundMs = 3_000;
/** Of the list of the app that started alone, which others have filled; where records can be told by a filter, one is enough. */
const mostPagesAlone = 20;

/** What the list shows of one record: how often at most on one page, and one of them. */
interface Listed {
  readonly times: number;
  readonly item: JsonObject;
  readonly exchange: Answered;
}

/**
 * Whether the list of `together`, where several imported the data set at the same moment, holds each imported record once and as it
 * is. Only what is right at `alone`, where one did, is wrong here: everything else is asked by stateful.dataset and of the list.
 */
export async function importedOnce(seen: Tally, together: Context, alone: Context): Promise<void> {
  const { brief, dataset } = alone;
  if (brief.dataset === undefined || dataset === undefined) return;
  const resource = brief.resources[brief.dataset.resource] ?? mainResource(brief);
  const walked = brief.pagination?.operation ?? mainResource(brief).list;
  if (walked === undefined || walked !== resource.list) return;
  const idOf = (record: JsonObject): string => String(record[resource.id]);
  const isListed = (listed: ReadonlyMap<string, Listed>) => dataset.every((record) => listed.has(idOf(record)));

  let listed = await listedAt(together, resource);
  if (listed !== undefined && !isListed(listed)) {
    await sleep(backgroundMs);
    listed = await listedAt(together, resource);
  }
  if (listed === undefined) return;
  for (const record of dataset) {
    const finding = await faultOf(record, listed.get(idOf(record)), { resource, together, alone });
    if (finding === undefined) seen.ok(idOf(record));
    else seen.wrong(idOf(record), { expected: JSON.stringify(record), ...finding });
  }
}

/** By id; undefined where the list can't be walked to its end. On one page a record stands twice only where it is there twice. */
async function listedAt(
  { api, brief }: Context,
  resource: Resource,
  options: Pick<WalkOptions, "query" | "mostPages"> = {},
): Promise<ReadonlyMap<string, Listed> | undefined> {
  const walk = await walkPages({ api, brief }, { ...options, limit: brief.pagination?.maxLimit });
  if (walk.stopped !== undefined) return undefined;
  const found = new Map<string, Listed>();
  for (const exchange of walk.exchanges) {
    const page = (recordsOf(exchange, brief.pagination) ?? []).filter(isObject);
    for (const [id, [item, ...more]] of Map.groupBy(page, (each) => String(each[resource.id]))) {
      const times = 1 + more.length;
      if (item !== undefined && times > (found.get(id)?.times ?? 0)) found.set(id, { times, item, exchange });
    }
  }
  return found;
}

interface Places {
  readonly resource: Resource;
  readonly together: Context;
  readonly alone: Context;
}

async function faultOf(record: JsonObject, listed: Listed | undefined, places: Places): Promise<Finding | undefined> {
  const { resource, together, alone } = places;
  const what = `The imported ${resource.name} ${String(record[resource.id])}`;
  const where = "where four containers that started at the same moment imported it";
  if (listed === undefined) {
    const answer = await readAt(together, record, resource);
    if (answer.response.status === 200 || !(await isRightAlone(record, places))) return undefined;
    const message = `${what} is not served ${where}. Where one did, it is.`;
    return { message, ...evidenceOf(answer), cause: "not served" };
  }
  const evidence = { ...evidenceOf(listed.exchange), received: JSON.stringify(listed.item).slice(0, 1000) };
  if (listed.times > 1) {
    if ((await timesAlone(record, alone, resource)) !== 1) return undefined;
    const message = `${what} is in the list ${listed.times} times ${where}. Where one did, it is there once.`;
    return { message, ...evidence, cause: "several times" };
  }
  // A list may show less of a record than reading it does.
  const shown = Object.fromEntries(Object.entries(record).filter(([name]) => Object.hasOwn(listed.item, name)));
  const different = differentMembers(shown, listed.item);
  if (different.length === 0 || !(await isRightAlone(record, places))) return undefined;
  const message = `${what} is shown with another ${different.join(", ")} ${where}. Where one did, it is not.`;
  return { message, ...evidence, cause: different.join() };
}

/** Whether the app that started alone serves it as it came. */
async function isRightAlone(record: JsonObject, { alone, resource }: Places): Promise<boolean> {
  const { response } = await readAt(alone, record, resource);
  const served = response.status === 200 ? jsonOf(response) : undefined;
  return isObject(served) && differentMembers(record, served).length === 0;
}

/** How often it is in the list of the app that started alone. */
async function timesAlone(record: JsonObject, alone: Context, resource: Resource): Promise<number | undefined> {
  const { partition } = resource;
  const query = partition === undefined ? {} : { [partition.parameter]: String(record[partition.field]) };
  const listed = await listedAt(alone, resource, { query, mostPages: mostPagesAlone });
  return listed?.get(String(record[resource.id]))?.times;
}

async function readAt({ api }: Context, record: JsonObject, resource: Resource): Promise<Answered> {
  return await api.call(resource.read, { path: { [resource.pathParameter]: String(record[resource.id]) } });
}

function evidenceOf(exchange: Answered) {
  const { status, body } = exchange.response;
  return { received: `${status} ${body.slice(0, 1000)}`, curl: exchange.curl, exchanges: [exchange] };
}
