import type { Operation } from "../../brief/openapi/types.ts";
import { headerOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { unusedValue } from "../unknown-id.ts";
import { pathIfAny } from "./resource-path.ts";

/** Of these, the first that the document does not name for a path is tried there. */
const candidates = ["DELETE", "PUT", "PATCH", "POST"];

export default defineCheck({
  id: "contract.unsupported-method",
  stage: "probe",
  after: ["operations.boots"],
  title: "A method that a path does not support gives 405, with the ones it does in Allow",
  why: "It tells a client's developer at once what is wrong, and HTTP requires the Allow header (RFC 9110 15.5.6).",
  hint: "Name the methods of each route and leave the rest to Flask's 405; keep the exception's headers in your error handler: error.get_response().headers.",
  async run(context) {
    const { api, brief } = context;
    const seen = tally();
    for (const [path, operations] of byPath(brief.api.operations)) {
      const supported = operations.map(({ method }) => method.toUpperCase());
      const method = candidates.find((each) => !supported.includes(each));
      if (method === undefined) continue;
      const [first] = operations;
      const known = first && (await pathIfAny(context, first));
      const exchange = await api.send(
        method,
        path.replace(/\{([^}]+)\}/g, (_, name: string) =>
          known?.[name] === undefined ? unusedValueIn(context, operations, name) : encodeURIComponent(known[name]),
        ),
      );
      // A route may take numbers only, and know nothing of a path that has none.
      if (known === undefined && exchange.response.status === 404) continue;
      // A document alone may leave out what the app can do besides.
      if (brief.errors === undefined && exchange.response.status < 400) continue;
      const problem = problemOf(exchange, supported);
      if (problem === undefined) seen.ok(path);
      else {
        seen.wrong(path, {
          message: `${method} ${path} ${problem}.`,
          expected: `405 with Allow: ${supported.join(", ")}`,
          received: `${exchange.response.status} with ${allowOf(exchange) === undefined ? "no Allow header" : `Allow: ${allowOf(exchange)}`}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} paths`) ?? nothingSeen("No path could be asked.");
  },
});

function byPath(operations: readonly Operation[]): ReadonlyMap<string, readonly Operation[]> {
  return Map.groupBy(operations, ({ path }) => path);
}

/** In the form that the document gives it: a path that is unknown because of its form would be a 404. */
function unusedValueIn(context: StageContexts["probe"], operations: readonly Operation[], name: string): string {
  const [operation] = operations;
  return operation === undefined ? context.random.uuid() : unusedValue(context, operation, name);
}

function problemOf(exchange: Answered, supported: readonly string[]): string | undefined {
  if (exchange.response.status !== 405) return "is not answered with 405";
  const allowed = new Set((allowOf(exchange) ?? "").split(",").map((each) => each.trim().toUpperCase()));
  const missing = supported.filter((method) => !allowed.has(method));
  return missing.length === 0 ? undefined : `is answered with 405, but Allow does not name ${missing.join(", ")}`;
}

/** All Allow headers together: a list may be split over several (RFC 9110 5.3). */
function allowOf({ response }: Answered): string | undefined {
  if (headerOf(response, "allow") === undefined) return undefined;
  return response.headers.flatMap(([name, value]) => (name === "allow" ? [value] : [])).join(", ");
}
