import { matchOperation } from "../../http/match-operation.ts";
import type { Exchange } from "../../types/exchange.ts";
import type { StageContexts } from "../check.ts";
import { isAnswered } from "../contract/documented.ts";

/** How much of a run's traffic was looked at, and what was found: every check asks, and traffic only grows. */
const known = new WeakMap<readonly Exchange[], { seen: number; readonly ids: Set<string> }>();

/** The ids of the operations that have answered with success before. */
export function workingOperations({ api, brief }: Pick<StageContexts["probe"], "api" | "brief">): ReadonlySet<string> {
  const found = known.get(api.traffic) ?? { seen: 0, ids: new Set<string>() };
  known.set(api.traffic, found);
  for (const exchange of api.traffic.slice(found.seen)) {
    if (!isAnswered(exchange) || exchange.response.status > 299) continue;
    const operation = matchOperation(brief.api.operations, exchange.request)?.operation;
    if (operation !== undefined) found.ids.add(operation.id);
  }
  found.seen = api.traffic.length;
  return found.ids;
}
