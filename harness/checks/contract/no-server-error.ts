import { defineCheck, type StageContexts } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { commonMistakes } from "./common-mistakes.ts";
import { answersOfOperations, isAnswered, nameOf } from "./documented.ts";

type Context = StageContexts["traffic"];

/** Makes the mistakes that clients make, then looks at every answer of the run. A 503 of a readiness check is its job. */
export default defineCheck({
  id: "contract.no-server-error",
  stage: "traffic",
  after: ["operations.boots"],
  title: "Nothing that a client sends leads to a server error",
  why: "A 5xx says that the service is broken. It wakes people up, and it hides from the client what it did wrong.",
  hint: "Validate the body and the parameters before you use them, and answer 4xx; never index into what a client sent.",
  async run(context) {
    for (const { operation, options } of commonMistakes(context.brief, context.traffic)) {
      await context.api.call(operation.id, options);
    }
    const seen = tally();
    for (const { operation, exchange } of answersOfOperations(context)) {
      const { status } = exchange.response;
      const name = nameOf(operation);
      if (status === 503 && operation.path === context.brief.runtime.ready) continue;
      if (status < 500) seen.ok(name);
      else {
        seen.wrong(name, {
          message: `${name} answers with a server error.`,
          expected: "any status below 500",
          received: `${status} ${exchange.response.body.slice(0, 300)}`,
          curl: exchange.curl,
          exchanges: [exchange],
          cause: `${name} ${status}`,
        });
      }
    }
    for (const elsewhere of errorsElsewhere(context)) seen.wrong("paths that are not documented", elsewhere);
    return (
      seen.outcome((count) => `${count} operations, ${context.traffic.length} requests`) ??
      nothingSeen("Nothing was answered.")
    );
  },
});

function errorsElsewhere(context: Context) {
  const documented = new Set(answersOfOperations(context).map(({ exchange }) => exchange.curl));
  return context.traffic.filter(isAnswered).flatMap((exchange) =>
    exchange.response.status >= 500 && exchange.response.status !== 501 && !documented.has(exchange.curl)
      ? [
          {
            message: `${exchange.request.method} ${exchange.request.target} answers with a server error.`,
            expected: "any status below 500",
            received: String(exchange.response.status),
            curl: exchange.curl,
            exchanges: [exchange],
            cause: exchange.request.method,
          },
        ]
      : [],
  );
}
