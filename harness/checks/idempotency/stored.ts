import type { StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { walkPages } from "../pages/walk-pages.ts";

/** How many records the list has for a filter; undefined where there is no list that says. */
export async function storedCount(
  context: StageContexts["probe"],
  query: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  if (mainResource(context.brief).list === undefined || Object.keys(query).length === 0) return undefined;
  const walk = await walkPages(context, { query, limit: context.brief.pagination?.maxLimit });
  return walk.stopped === undefined ? walk.items.length : undefined;
}
