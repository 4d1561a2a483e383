import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { isObject, sameValue } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForCursors, cursorPagesOf } from "./asked.ts";
import { recordsOf } from "../pages/records-of.ts";

type Context = StageContexts["probe"];
type Query = Readonly<Record<string, string | number>>;

const records = 5;
const limit = 2;

export default defineCheck({
  id: "pagination.cursor-keeps-filters",
  stage: "probe",
  after: ["pagination.each-record-once"],
  title: "A cursor alone carries on with the filters and the sort of its list",
  why: "A client follows the cursor it was given; it must not find other customers' orders on the second page.",
  hint: "Write the filters and the sort into the cursor, and take them from there when a request has one.",
  notAskedBy: (brief) =>
    askedForCursors(brief) ??
    (mainResource(brief).partition === undefined ? "The brief publishes no filter." : undefined),
  async run(context) {
    const { parameters, sort } = cursorPagesOf(context.brief);
    const { overrides, query } = partitionQuery(context);
    // One in between that the filter does not select.
    for (let made = 0; made < records; made += 1) {
      await context.records.create(overrides);
      await context.records.create();
    }
    const values =
      parameters.sort === undefined ? [] : Object.keys(sort?.keys ?? {}).flatMap((key) => [key, `-${key}`]);
    const seen = tally();
    for (const value of [undefined, ...values]) {
      const list = {
        ...query,
        ...(value === undefined || parameters.sort === undefined ? {} : { [parameters.sort]: value }),
      };
      const subject = value === undefined ? "a filter" : `a filter and the sort ${value}`;
      const finding = await secondPageFault(context, list, subject);
      if (finding === "not here") continue;
      if (finding === undefined) seen.ok(subject);
      else seen.wrong(subject, finding);
    }
    return seen.outcome((count) => `${count} lists`) ?? nothingSeen("No list has a second page.");
  },
});

/** Compares the page that the cursor alone gives with the one that it gives beside the same filters and sort. */
async function secondPageFault(
  context: Context,
  list: Query,
  subject: string,
): Promise<Finding | "not here" | undefined> {
  const { api, brief } = context;
  const { operation, parameters, next } = cursorPagesOf(brief);
  const page = (query: Query): Promise<Answered> =>
    api.call(operation, { query: { ...query, [parameters.limit]: limit } });
  const first = await page(list);
  const body = jsonOf(first.response);
  const cursor = isObject(body) ? body[next] : undefined;
  if (typeof cursor !== "string" && typeof cursor !== "number") return "not here";
  const repeated = await page({ ...list, [parameters.cursor]: cursor });
  const alone = await page({ [parameters.cursor]: cursor });
  const [expected, received] = [idsOf(repeated, brief), idsOf(alone, brief)];
  // A second page that never comes is named by pagination.each-record-once, a server error by contract.no-server-error.
  if (expected === undefined || alone.response.status >= 500) return "not here";
  if (received !== undefined && sameValue(expected, received)) return undefined;
  return {
    message: `The cursor alone does not carry on with ${subject}.`,
    expected: `200 with ${expected.join(", ")}`,
    received:
      received === undefined ? `${alone.response.status} ${alone.response.body.slice(0, 300)}` : received.join(", "),
    curl: alone.curl,
    exchanges: [first, repeated, alone],
    cause: received === undefined ? "refused" : "another page",
  };
}

function idsOf(exchange: Answered, brief: Context["brief"]): readonly string[] | undefined {
  const { id } = mainResource(brief);
  return recordsOf(exchange, brief.pagination)?.flatMap((item) => (isObject(item) ? [String(item[id])] : []));
}
