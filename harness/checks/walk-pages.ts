import type { CursorPages, OffsetPages, Pagination } from "../brief/types.ts";
import { jsonOf } from "../http/headers.ts";
import type { Answered } from "../http/types.ts";
import type { StageContexts } from "./check.ts";
import { isObject, type JsonObject } from "./json-values.ts";
import { mainResource } from "./main-resource.ts";

export interface Walk {
  readonly items: readonly unknown[];
  readonly exchanges: readonly Answered[];
  /** Why the walk could not go on to the end; undefined when it reached it. */
  readonly stopped: string | undefined;
}

export interface WalkOptions {
  readonly query?: Readonly<Record<string, string | number>>;
  /** Page size to ask for; default: the app's. */
  readonly limit?: number | undefined;
  /** More pages than this are a circle; default 200. */
  readonly mostPages?: number;
  /** Done between two pages. */
  readonly beforeNextPage?: () => Promise<void>;
}

/** Walks the brief's list from the first page to the last, as the brief's pagination says; without one, the list is one page. */
export async function walkPages(
  { api, brief }: Pick<StageContexts["probe"], "api" | "brief">,
  { query = {}, limit, mostPages = 200, beforeNextPage }: WalkOptions,
): Promise<Walk> {
  const { pagination } = brief;
  const operation = pagination?.operation ?? mainResource(brief).list;
  if (operation === undefined) throw new Error(`The brief ${brief.id} publishes no list.`);
  const items: unknown[] = [];
  const exchanges: Answered[] = [];
  const seen = new Set<string>();
  const ended = (stopped?: string): Walk => ({ items, exchanges, stopped });
  let place: Place = {};
  while (exchanges.length < mostPages) {
    const exchange = await api.call(operation, {
      query: {
        ...query,
        ...(pagination === undefined || limit === undefined ? {} : { [pagination.parameters.limit]: limit }),
        ...place,
      },
    });
    exchanges.push(exchange);
    const page = pageOf(exchange, pagination, { passed: items.length, limit });
    if (page === undefined) {
      return ended(`page ${exchanges.length} is ${exchange.response.status} ${exchange.response.body.slice(0, 200)}`);
    }
    items.push(...page.items);
    if (page.next === undefined) return ended();
    const key = JSON.stringify(page.next);
    if (seen.has(key)) return ended(`page ${exchanges.length} leads back to a page that was there before`);
    seen.add(key);
    place = page.next;
    await beforeNextPage?.();
  }
  return ended(`there is still a next page after ${mostPages} pages`);
}

/** The query parameters that lead to a page, beside the filters and the limit; none for the first. */
type Place = Readonly<Record<string, string | number>>;

interface Page {
  readonly items: readonly unknown[];
  /** Undefined on the last page. */
  readonly next: Place | undefined;
}

/** How many records were shown before this page, and how many it was asked for. */
interface Progress {
  readonly passed: number;
  readonly limit: number | undefined;
}

function pageOf({ response }: Answered, pagination: Pagination | undefined, progress: Progress): Page | undefined {
  const body = response.status === 200 ? jsonOf(response) : undefined;
  if (pagination === undefined) return Array.isArray(body) ? { items: body, next: undefined } : undefined;
  if (!isObject(body)) return undefined;
  const items: unknown = body[pagination.items];
  if (!Array.isArray(items)) return undefined;
  const next =
    pagination.style === "cursor" ? afterCursor(pagination, body) : afterOffset(pagination, body, items, progress);
  return { items, next };
}

function afterCursor({ next, parameters }: CursorPages, body: JsonObject): Place | undefined {
  const cursor = body[next];
  return cursor === null || cursor === undefined || cursor === "" ? undefined : { [parameters.cursor]: String(cursor) };
}

/**
 * A page with nothing is the last one, and so is one that is not full, unless the count says that there are more. A full page is
 * followed by another in any case: whether the count is right is asked by pagination.total.
 */
function afterOffset(
  { total, parameters, defaultLimit }: OffsetPages,
  body: JsonObject,
  items: readonly unknown[],
  { passed, limit = defaultLimit }: Progress,
): Place | undefined {
  const offset = passed + items.length;
  const isFull = items.length >= limit;
  const hasMore = Number(body[total]) > offset;
  return items.length > 0 && (isFull || hasMore) ? { [parameters.offset]: offset } : undefined;
}
