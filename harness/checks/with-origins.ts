import { jsonOf } from "../http/headers.ts";
import { decoded } from "../http/match-operation.ts";
import type { Exchange } from "../types/exchange.ts";
import type { Finding } from "../types/outcome.ts";
import { isObject } from "./json-values.ts";

/**
 * The finding with the exchanges that made what its requests are about put before them: a request for a record that exists nowhere
 * but in that run shows nothing to a person who tries it again.
 */
export function withOrigins(finding: Finding, traffic: readonly Exchange[]): Finding {
  const { exchanges = [] } = finding;
  const [first] = exchanges;
  if (first === undefined) return finding;
  const before = traffic.slice(
    0,
    traffic.findIndex(({ curl }) => curl === first.curl),
  );
  const origins = new Set(
    exchanges
      .flatMap((exchange) => originsOf(exchange, before))
      .filter((origin) => !exchanges.some(({ curl }) => curl === origin.curl)),
  );
  return origins.size === 0 ? finding : { ...finding, exchanges: [...origins, ...exchanges] };
}

/** For each segment of the path, the request that made a record with that value in it. */
function originsOf({ request }: Exchange, before: readonly Exchange[]): readonly Exchange[] {
  const path = request.target.split("?", 1)[0] ?? "";
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .flatMap((segment) => before.findLast((exchange) => makes(exchange, decoded(segment))) ?? []);
}

function makes({ request, response }: Exchange, value: string): boolean {
  if (request.method !== "POST" || response === undefined || response.status < 200 || response.status > 299)
    return false;
  const made = jsonOf(response);
  return isObject(made) && Object.values(made).some((member) => String(member) === value && typeof member !== "object");
}
