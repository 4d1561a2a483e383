import { defineCheck } from "../check.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForOffsets, offsetPagesOf } from "./asked.ts";
import { recordsOf } from "../pages/records-of.ts";

const records = 3;
/** The first place without a record, the next one, and one far away. */
const beyond = [records, records + 1, records + 10_000];

export default defineCheck({
  id: "pagination.past-the-end",
  stage: "probe",
  after: ["stateful.create-then-list"],
  title: "Beyond the last record there is an empty page, not an error",
  why: "Records go away between two pages. A list that ends in an error then makes a whole export fail.",
  hint: "Answer 200 with an empty list when the offset is at or beyond the number of records.",
  notAskedBy: askedForOffsets,
  async run(context) {
    const { api, brief } = context;
    const { operation, parameters } = offsetPagesOf(brief);
    const { overrides, query } = partitionQuery(context);
    for (let made = 0; made < records; made += 1) await context.records.create(overrides);
    const seen = tally();
    for (const offset of beyond) {
      const exchange = await api.call(operation, { query: { ...query, [parameters.offset]: offset } });
      const { status, body } = exchange.response;
      // Server errors are the fault that contract.no-server-error names.
      if (status >= 500) continue;
      const items = recordsOf(exchange, brief.pagination);
      const subject = `${parameters.offset}=${offset}`;
      // Without a filter to go by, others' records may lie there.
      if (items?.length === 0 || (items !== undefined && Object.keys(query).length === 0)) seen.ok(subject);
      else {
        seen.wrong(subject, {
          message:
            items === undefined
              ? `An offset of ${offset} into ${records} records is refused.`
              : `An offset of ${offset} into ${records} records gives a page with ${items.length} records.`,
          expected: "200 and an empty page",
          received: `${status} ${body.slice(0, 300)}`,
          curl: exchange.curl,
          exchanges: [exchange],
          cause: items === undefined ? "refused" : "not empty",
        });
      }
    }
    return seen.outcome((count) => `${count} offsets`) ?? nothingSeen("No offset was answered without a server error.");
  },
});
