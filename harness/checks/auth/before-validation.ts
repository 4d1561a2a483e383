import type { Operation } from "../../brief/openapi/types.ts";
import type { CallOptions } from "../../http/types.ts";
import { defineCheck } from "../check.ts";
import { jsonBody } from "../contract/json-body.ts";
import { nameOf } from "../contract/documented.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForAuth, plausibleRequest } from "./asked.ts";

/** An operation that asks nobody, whatever is sent, is the business of auth.every-operation. */
export default defineCheck({
  id: "auth.before-validation",
  stage: "probe",
  after: ["auth.missing", "auth.every-operation"],
  title: "Strangers are refused before their request is looked at",
  why: "A service that explains to strangers what is wrong with their request tells them how to write a right one, and does work for them.",
  hint: "Check the credentials in before_request: decorators that parse the body run before the view does.",
  notAskedBy: askedForAuth,
  async run({ api, brief }) {
    const seen = tally();
    for (const operation of brief.api.operations.filter(({ secured }) => secured)) {
      const right = { ...plausibleRequest(operation), as: "anonymous" as const };
      if ((await api.call(operation.id, right)).response.status !== 401) continue;
      for (const [what, options] of wrongRequests(operation, right)) {
        const exchange = await api.call(operation.id, options);
        const { status } = exchange.response;
        const subject = `${nameOf(operation)} with ${what}`;
        // Server errors count in contract.no-server-error.
        if (status >= 500) continue;
        if (status === 401) seen.ok(subject);
        else {
          seen.wrong(subject, {
            message: `${nameOf(operation)} looks at ${what} before it asks who sent it.`,
            expected: "401, as for a right request without credentials",
            received: `${status} ${exchange.response.body.slice(0, 300)}`,
            curl: exchange.curl,
            exchanges: [exchange],
          });
        }
      }
    }
    return seen.outcome((count) => `${count} wrong requests`) ?? nothingSeen("No operation asks for credentials.");
  },
});

/** What can be wrong with a request, and the request. */
function wrongRequests(operation: Operation, right: CallOptions): readonly (readonly [string, CallOptions])[] {
  const found: [string, CallOptions][] = [];
  const { json: _, ...rest } = right;
  if (jsonBody(operation) !== undefined) {
    const type = (value: string) => ({ headers: { "Content-Type": value } });
    found.push(
      ["a body that is no JSON", { ...rest, ...type("application/json"), body: "{not json" }],
      ["a body of another media type", { ...rest, ...type("text/plain"), body: "not json" }],
      ["a body that breaks its rules", { ...rest, json: {} }],
    );
  }
  const limited = operation.parameters.find(({ in: place, schema }) => place === "query" && schema !== undefined);
  if (limited !== undefined)
    found.push(["a parameter that breaks its rules", { ...right, query: { [limited.name]: "" } }]);
  const needed = operation.parameters.filter(({ in: place, required }) => place === "header" && required);
  if (needed.length > 0) found.push(["a missing header", { ...right, without: needed.map(({ name }) => name) }]);
  return found;
}
