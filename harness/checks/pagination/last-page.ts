import { defineCheck } from "../check.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, tally } from "../share.ts";
import { walkPages } from "../pages/walk-pages.ts";
import { askedForCursors, cursorPagesOf } from "./asked.ts";

const limit = 3;
/** Around the edges of one page and two: at a multiple of the limit the last page is full. */
const sizes = [0, limit - 1, limit, limit + 1, 2 * limit];

export default defineCheck({
  id: "pagination.last-page",
  stage: "probe",
  after: ["pagination.each-record-once"],
  title: "The last page says that it is the last",
  why: "A client that is sent on to an empty page shows its user a button that leads nowhere.",
  hint: "Ask the database for one record more than the page holds: only when it is there is there a next page.",
  notAskedBy: askedForCursors,
  async run(context) {
    const { next } = cursorPagesOf(context.brief);
    const { overrides, query } = partitionQuery(context);
    const seen = tally();
    let made = 0;
    for (const size of sizes) {
      for (; made < size; made += 1) await context.records.create(overrides);
      const { items, exchanges, stopped } = await walkPages(context, { query, limit });
      // A walk without an end, or with other records, is the fault that pagination.each-record-once names.
      if (stopped !== undefined || items.length !== size) continue;
      const pages = Math.max(1, Math.ceil(size / limit));
      const subject = `${size} records`;
      const last = exchanges[pages - 1];
      if (exchanges.length <= pages || last === undefined) seen.ok(subject);
      else {
        seen.wrong(subject, {
          message: `The page with the last of ${subject} has a ${next}, which leads to an empty page.`,
          expected: `${pages} ${pages === 1 ? "page" : "pages"} of at most ${limit}, and ${next} null on the last one`,
          received: `${exchanges.length} pages; ${last.response.body.slice(-200)}`,
          curl: last.curl,
          exchanges: exchanges.slice(pages - 1, pages + 1),
          cause: "an empty page",
        });
      }
    }
    return seen.outcome((count) => `lists of ${count} lengths`) ?? nothingSeen("No list could be walked to its end.");
  },
});
