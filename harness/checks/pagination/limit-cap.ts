import { defineCheck } from "../check.ts";
import { tally } from "../share.ts";
import { askedForPages, isRefusal, paginationOf } from "./asked.ts";
import { itemsOf } from "./items.ts";

export default defineCheck({
  id: "pagination.limit-cap",
  stage: "probe",
  after: ["stateful.create-then-list"],
  title: "The largest page is as large as published, and no larger",
  why: "One request for a million records must not be able to take the service down.",
  hint: "Accept the published maximum itself, and refuse (or cut) what lies above it.",
  notAskedBy: askedForPages,
  async run(context) {
    const { api, brief } = context;
    const { operation, parameters, maxLimit, aboveMax } = paginationOf(brief);
    const seen = tally();
    const largest = await api.call(operation, { query: { [parameters.limit]: maxLimit } });
    if (itemsOf(largest, brief) !== undefined) seen.ok("the maximum");
    else {
      seen.wrong("the maximum", {
        message: `The published maximum of ${maxLimit} is refused.`,
        expected: "200 and a page",
        received: `${largest.response.status} ${largest.response.body.slice(0, 300)}`,
        curl: largest.curl,
        exchanges: [largest],
      });
    }
    for (const limit of [maxLimit + 1, maxLimit * 100]) {
      const exchange = await api.call(operation, { query: { [parameters.limit]: limit } });
      const items = itemsOf(exchange, brief);
      const isRight =
        aboveMax === "clamp"
          ? items !== undefined && items.length <= maxLimit
          : isRefusal(exchange.response.status, aboveMax);
      if (isRight) seen.ok(`limit ${limit}`);
      else {
        seen.wrong(`limit ${limit}`, {
          message: `A limit above the published maximum of ${maxLimit} is taken.`,
          expected: aboveMax === "clamp" ? `at most ${maxLimit} records` : String(aboveMax),
          received: `${exchange.response.status}${items === undefined ? "" : ` with ${items.length} records`}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} limits`) ?? { verdict: "passed" };
  },
});
