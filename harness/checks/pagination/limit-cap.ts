import { defineCheck, type StageContexts } from "../check.ts";
import { inWaves } from "../in-waves.ts";
import { partitionQuery } from "../partition-query.ts";
import { tally } from "../share.ts";
import { askedForPages, isRefusal, paginationOf } from "./asked.ts";
import { recordsOf } from "../pages/records-of.ts";

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
    if (recordsOf(largest, brief.pagination) !== undefined) seen.ok("the maximum");
    else {
      seen.wrong("the maximum", {
        message: `The published maximum of ${maxLimit} is refused.`,
        expected: "200 and a page",
        received: `${largest.response.status} ${largest.response.body.slice(0, 300)}`,
        curl: largest.curl,
        exchanges: [largest],
      });
    }
    const query = aboveMax === "clamp" ? await moreThan(context, maxLimit) : {};
    for (const limit of [maxLimit + 1, maxLimit * 100]) {
      const exchange = await api.call(operation, { query: { ...query, [parameters.limit]: limit } });
      const items = recordsOf(exchange, brief.pagination);
      const isRight =
        aboveMax === "clamp"
          ? items !== undefined && items.length <= maxLimit
          : isRefusal(exchange.response.status, aboveMax);
      if (isRight) seen.ok(`limit ${limit}`);
      else {
        seen.wrong(`limit ${limit}`, {
          message: `A limit above the published maximum of ${maxLimit} is not ${aboveMax === "clamp" ? "cut to it" : "refused"}.`,
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

/** The filter of a list that holds more than so many records: only there does a page show whether it was cut. */
async function moreThan(context: StageContexts["probe"], maxLimit: number): Promise<Readonly<Record<string, string>>> {
  const { overrides, query } = partitionQuery(context);
  const missing = Array.from({ length: maxLimit + 1 }, () => overrides);
  await inWaves(missing, async (each) => await context.records.create(each));
  return query;
}
