import type { Answered } from "../../http/types.ts";
import type { StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nextPlace, type Place } from "./next-place.ts";
import { recordsOf } from "./records-of.ts";

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
        // A link says all of it.
        ...(pagination?.style === "link" && exchanges.length > 0 ? {} : query),
        ...(pagination === undefined || limit === undefined ? {} : { [pagination.parameters.limit]: limit }),
        ...place,
      },
    });
    exchanges.push(exchange);
    const records = recordsOf(exchange, pagination);
    if (records === undefined) {
      return ended(`page ${exchanges.length} is ${exchange.response.status} ${exchange.response.body.slice(0, 200)}`);
    }
    const next =
      pagination && nextPlace(exchange, pagination, { records, passed: items.length, pages: exchanges.length, limit });
    items.push(...records);
    if (next === undefined) return ended();
    if ("elsewhere" in next) return ended(`page ${exchanges.length} leads to ${next.elsewhere}, which is not the list`);
    const key = JSON.stringify(next.place);
    if (seen.has(key)) return ended(`page ${exchanges.length} leads back to a page that was there before`);
    seen.add(key);
    place = next.place;
    await beforeNextPage?.();
  }
  return ended(`there is still a next page after ${mostPages} pages`);
}
