import type { Answered } from "../http/types.ts";
import type { StageContexts } from "./check.ts";
import { isObject, type JsonObject } from "./json-values.ts";
import { mainResource } from "./main-resource.ts";
import { walkPages } from "./pages/walk-pages.ts";

/** The first page of a list: what is asked of it depends on no paging. */
export interface ListPage {
  readonly exchange: Answered;
  /** Undefined where the answer is no page. */
  readonly records: readonly JsonObject[] | undefined;
  /** Whether the page holds all that the list has: it is not full, and there is no next one. */
  readonly isAll: boolean;
}

type Context = Pick<StageContexts["probe"], "api" | "brief">;

/** `limit`: how many records to ask for; default: as many as the brief allows. */
export async function listPage(
  context: Context,
  query: Readonly<Record<string, string>>,
  limit = context.brief.pagination?.maxLimit,
): Promise<ListPage> {
  const { items, exchanges, stopped } = await walkPages(context, { query, limit, mostPages: 1 });
  const [exchange] = exchanges;
  if (exchange === undefined) throw new Error("A walk of one page has one exchange.");
  const isPage = exchange.response.status === 200 && (stopped === undefined || items.length > 0);
  return {
    exchange,
    records: isPage ? items.filter(isObject) : undefined,
    isAll: stopped === undefined && (limit === undefined || items.length < limit),
  };
}

/** Every record that the list shows without a filter, by id: what a right selection selects from. */
export async function listedRecords(context: Context): Promise<ReadonlyMap<string, JsonObject>> {
  const { id } = mainResource(context.brief);
  const { items } = await walkPages(context, { limit: context.brief.pagination?.maxLimit });
  return new Map(items.filter(isObject).map((item) => [String(item[id]), item]));
}
