import { defineCheck } from "../check.ts";
import { tally } from "../share.ts";
import { askedForPages, isRefusal, paginationOf } from "./asked.ts";

const invalid = ["0", "-1", "abc", "1.5", ""];
const enormous = "100000000000000000000";

export default defineCheck({
  id: "pagination.limit-invalid",
  stage: "probe",
  after: ["stateful.create-then-list"],
  title: "A limit that is no sensible number is refused",
  why: "A client with a fault learns of it, where a silent default would show it the wrong page.",
  hint: "Parse the limit strictly: a whole number from 1 to the maximum, everything else is the published 4xx.",
  notAskedBy: askedForPages,
  async run({ api, brief }) {
    const { operation, parameters, invalidLimit, aboveMax } = paginationOf(brief);
    const seen = tally();
    // Where the largest page stands for any larger one, an enormous number may be cut as well as refused.
    for (const limit of aboveMax === "clamp" ? invalid : [...invalid, enormous]) {
      const exchange = await api.call(operation, { query: { [parameters.limit]: limit } });
      if (isRefusal(exchange.response.status, invalidLimit)) seen.ok(limit);
      else {
        seen.wrong(limit, {
          message: `The limit "${limit}" is not refused.`,
          expected: String(invalidLimit),
          received: `${exchange.response.status} ${exchange.response.body.slice(0, 200)}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} invalid limits`) ?? { verdict: "passed" };
  },
});
