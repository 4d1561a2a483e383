import { defineCheck } from "../check.ts";
import { partitionQuery } from "../partition-query.ts";
import { askedForPages, paginationOf } from "./asked.ts";
import { recordsOf } from "../pages/records-of.ts";

export default defineCheck({
  id: "pagination.default-limit",
  stage: "probe",
  after: ["stateful.create-then-list"],
  title: "A page without a limit holds the published number of records",
  why: "Clients size their screens and their memory by it.",
  hint: "Give the limit parameter its published default.",
  notAskedBy: askedForPages,
  async run(context) {
    const { api, brief, records } = context;
    const { operation, defaultLimit } = paginationOf(brief);
    const { overrides, query } = partitionQuery(context);
    for (let made = 0; made <= defaultLimit; made += 1) await records.create(overrides);
    const exchange = await api.call(operation, { query });
    const items = recordsOf(exchange, brief.pagination);
    if (items?.length === defaultLimit) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: `A page without a limit does not hold ${defaultLimit} records, although there are ${defaultLimit + 1}.`,
          expected: `${defaultLimit} records`,
          received: items === undefined ? `${exchange.response.status}` : `${items.length} records`,
          curl: exchange.curl,
          exchanges: [exchange],
        },
      ],
    };
  },
});
