import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { answersOfOperations, documentedStatuses, nameOf } from "./documented.ts";

/** Server errors are left to contract.no-server-error: one cause costs once. */
export default defineCheck({
  id: "contract.documented-status",
  stage: "traffic",
  after: ["operations.boots"],
  title: "Every answer has a status that the document names for the operation",
  why: "A client is written against the document: a status that is not in it is a case that nobody handles.",
  hint: "Answer with the statuses that openapi.yaml lists for the operation: 201 for what was created, 422 for a value that breaks a rule.",
  run(context) {
    const seen = tally();
    // A document need not name every error (OpenAPI 3.1, Responses Object); a brief that publishes its errors does.
    const strict = context.brief.errors !== undefined;
    for (const { operation, exchange, documented } of answersOfOperations(context)) {
      const { status } = exchange.response;
      const name = nameOf(operation);
      if (status >= 500 || (status >= 400 && !strict)) continue;
      if (documented !== undefined) seen.ok(name);
      else {
        seen.wrong(name, {
          message: `${name} answers with the status ${status}, which the document does not name.`,
          expected: documentedStatuses(operation),
          received: `${status} ${exchange.response.body.slice(0, 200)}`.trim(),
          curl: exchange.curl,
          exchanges: [exchange],
          cause: `${name} ${status}`,
        });
      }
    }
    return seen.outcome((count) => `${count} operations`) ?? nothingSeen("No operation was answered.");
  },
});
