import type { Exchange } from "../../types/exchange.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { nothingSeen, tally } from "../share.ts";
import { commonMistakes } from "./common-mistakes.ts";
import { allAnswersOfOperations, isAnswered, nameOf } from "./documented.ts";

type Context = StageContexts["traffic"];

/**
 * Makes the mistakes that clients make, then looks at every answer of the run. A 503 of a readiness check is its job; what a
 * strange Authorization header leads to is counted by the checks of access that send it.
 */
export default defineCheck({
  id: "contract.no-server-error",
  stage: "traffic",
  after: ["operations.boots"],
  title: "Nothing that a client sends leads to a server error",
  why: "A 5xx says that the service is broken. It wakes people up, and it hides from the client what it did wrong.",
  hint: "Validate the body and the parameters before you use them, and answer 4xx; never index into what a client sent.",
  async run(given) {
    await inWaves(commonMistakes(given.brief, given.traffic), async ({ operation, options }) => {
      await given.api.call(operation.id, options);
    });
    const context = { ...given, traffic: given.traffic.filter((exchange) => !isStrange(exchange)) };
    const seen = tally();
    for (const { operation, exchange } of allAnswersOfOperations(context)) {
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

/** Whether the Authorization header is one of a check's own making: the client records those of a user with the name masked. */
function isStrange({ request }: Exchange): boolean {
  return request.headers.some(([name, value]) => name === "Authorization" && !/^Basic \((not-)?\$/.test(value));
}

function errorsElsewhere(context: Context) {
  const documented = new Set(allAnswersOfOperations(context).map(({ exchange }) => exchange.curl));
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
