import { jsonOf } from "../http/headers.ts";
import type { Answered } from "../http/types.ts";
import type { StageContexts } from "./check.ts";
import { isObject } from "./json-values.ts";
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
  let cursor: string | undefined;
  while (exchanges.length < mostPages) {
    const exchange = await api.call(operation, {
      query: {
        ...query,
        ...(pagination === undefined || limit === undefined ? {} : { [pagination.parameters.limit]: limit }),
        ...(pagination === undefined || cursor === undefined ? {} : { [pagination.parameters.cursor]: cursor }),
      },
    });
    exchanges.push(exchange);
    const page = pageOf(exchange, pagination);
    if (page === undefined) {
      return ended(`page ${exchanges.length} is ${exchange.response.status} ${exchange.response.body.slice(0, 200)}`);
    }
    items.push(...page.items);
    if (page.next === undefined) return ended();
    if (seen.has(page.next)) return ended(`page ${exchanges.length} leads back to a page that was there before`);
    seen.add(page.next);
    cursor = page.next;
    await beforeNextPage?.();
  }
  return ended(`there is still a next page after ${mostPages} pages`);
}

function pageOf({ response }: Answered, pagination: StageContexts["probe"]["brief"]["pagination"]) {
  const body = response.status === 200 ? jsonOf(response) : undefined;
  if (pagination === undefined) return Array.isArray(body) ? { items: body, next: undefined } : undefined;
  if (!isObject(body)) return undefined;
  const items = body[pagination.items];
  const next = body[pagination.next];
  if (!Array.isArray(items)) return undefined;
  return {
    items: items as readonly unknown[],
    next: next === null || next === undefined || next === "" ? undefined : String(next),
  };
}
