import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { compareValues, type JsonObject } from "../json-values.ts";
import { type ListPage, listedRecords, listPage } from "../list-page.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForSort, sortOf } from "./asked.ts";

const records = 4;
/** Fewer than a data set has: which records are on the page shows whether all were sorted. */
const limit = 20;

export default defineCheck({
  id: "sorting.each",
  stage: "probe",
  after: ["stateful.create-then-list"],
  title: "Each sort value orders the whole list by its field",
  why: "Who asks for the largest orders and gets the largest of some page decides on the wrong ones.",
  hint: "Put the sort into the ORDER BY of the query, before its LIMIT, on the column with its own type: as text, 9 comes after 10.",
  notAskedBy: askedForSort,
  async run(context) {
    const { keys, parameter } = sortOf(context.brief);
    for (let made = 0; made < records; made += 1) await context.records.create();
    const listed = [...(await listedRecords(context)).values()];
    const seen = tally();
    for (const [key, field] of Object.entries(keys)) {
      for (const value of [key, `-${key}`]) {
        const page = await listPage(context, { [parameter]: value }, limit);
        // Server errors are the fault that contract.no-server-error names.
        if (page.exchange.response.status >= 500) continue;
        const fault = orderFault(context, page, { field, value, listed });
        if (fault === undefined) seen.ok(value);
        else seen.wrong(value, fault);
      }
    }
    return seen.outcome((count) => `${count} sort values`) ?? nothingSeen("No sort value was answered.");
  },
});

interface Asked {
  readonly field: string;
  readonly value: string;
  readonly listed: readonly JsonObject[];
}

/** The first page is in order, and holds what comes first in the whole list. */
function orderFault(
  { brief }: Pick<StageContexts["probe"], "brief">,
  { exchange, records: page, isAll }: ListPage,
  { field, value, listed }: Asked,
): Finding | undefined {
  const { name, id } = mainResource(brief);
  const evidence = { curl: exchange.curl, exchanges: [exchange] };
  if (page === undefined) {
    return {
      message: `The published sort value ${value} is refused.`,
      expected: `200 and ${name}s in the order of ${field}`,
      received: `${exchange.response.status} ${exchange.response.body.slice(0, 300)}`,
      ...evidence,
    };
  }
  const isBefore = (one: JsonObject, other: JsonObject): boolean =>
    value.startsWith("-") ? compareValues(one[field], other[field]) > 0 : compareValues(one[field], other[field]) < 0;
  const misplaced = page.findIndex((record, index) => {
    const before = page[index - 1];
    return before !== undefined && isBefore(record, before);
  });
  if (misplaced > 0) {
    return {
      message: `With the sort value ${value}, the list is not in the order of ${field}.`,
      expected: `${value.startsWith("-") ? "the largest" : "the smallest"} ${field} first`,
      received: page
        .slice(Math.max(0, misplaced - 3), misplaced + 3)
        .map((record) => String(record[field]))
        .join(", "),
      ...evidence,
    };
  }
  const last = page.at(-1);
  const onPage = new Set(page.map((record) => record[id]));
  const passedOver = listed.find((record) => !onPage.has(record[id]) && last !== undefined && isBefore(record, last));
  if (isAll || last === undefined || passedOver === undefined) return undefined;
  return {
    message: `With the sort value ${value}, the first page passes over ${name}s that come first.`,
    expected: `${field} ${String(passedOver[field])} (${String(passedOver[id])}) before ${String(last[field])}`,
    received: `a page that ends with ${String(last[field])}`,
    ...evidence,
  };
}
