import type { Operation } from "../../brief/openapi/types.ts";
import { headerOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { nameOf } from "./documented.ts";
import { pathForResource } from "./resource-path.ts";

/** Statuses that never have a body (RFC 9110 15.3.5, 15.4.5). */
const bodiless = [204, 304];

/** Over a connection of its own: HTTP clients drop a body that must not be there, and some take it for the next answer. */
export default defineCheck({
  id: "contract.no-content",
  stage: "probe",
  after: ["operations.boots", "stateful.create-then-read"],
  title: "An answer that says it has no content has none",
  why: "What follows such an answer is read as the beginning of the next one: the client gets somebody else's data, or an error.",
  hint: 'Return "", 204 and nothing else; middleware that adds to bodies or sets Content-Length must leave 204 and 304 alone.',
  notAskedBy: (brief) =>
    brief.api.operations.some(hasNoContent) ? undefined : "The document has no operation that answers without content.",
  async run(context) {
    const seen = tally();
    for (const operation of context.brief.api.operations.filter(hasNoContent)) {
      const path = await pathForResource(context, operation);
      if (path === undefined || operation.requestBody?.required === true) continue;
      const target = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
      const exchange = await context.api.sendRaw(operation.method.toUpperCase(), target);
      if (!bodiless.includes(exchange.response.status)) continue;
      const name = nameOf(operation);
      const problem = problemOf(exchange);
      if (problem === undefined) seen.ok(name);
      else {
        seen.wrong(name, {
          message: `${name} answers with ${exchange.response.status}, and ${problem}.`,
          expected: "nothing after the headers, and no header that announces a body",
          received: `${exchange.response.bodyBytes} bytes: ${exchange.response.body.slice(0, 200)}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} operations`) ?? nothingSeen("No such answer was seen.");
  },
});

function hasNoContent({ responses }: Operation): boolean {
  return bodiless.some((status) => String(status) in responses);
}

function problemOf({ response }: Answered): string | undefined {
  if (response.bodyBytes > 0) return "sends a body after it";
  // A length of 0 is not allowed either (RFC 9110 8.6), but does no harm.
  const announced = Number(headerOf(response, "content-length") ?? "0");
  if (response.status === 204 && announced > 0) return `announces a body of ${announced} bytes`;
  return headerOf(response, "transfer-encoding") === undefined ? undefined : "announces a body in chunks";
}
