import { jsonOf } from "../../http/headers.ts";
import { defineCheck } from "../check.ts";
import { isObject } from "../json-values.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForCursors, cursorPagesOf } from "./asked.ts";

export default defineCheck({
  id: "pagination.cursor-opaque",
  stage: "probe",
  after: ["pagination.each-record-once"],
  title: "What is no cursor is refused",
  why: "A client whose cursor got lost on the way would read the first page again and again, and never notice.",
  hint: "Decode the cursor strictly, and answer what can't be decoded with the documented 4xx.",
  notAskedBy: askedForCursors,
  async run(context) {
    const { api, brief, random } = context;
    const { operation, parameters, next } = cursorPagesOf(brief);
    const ask = (cursor: string) =>
      api.call(operation, { query: { [parameters.limit]: 1, [parameters.cursor]: cursor } });
    const seen = tally();
    for (const cursor of ["no such cursor", `no-such-cursor-${random.token(8)}`, "***"]) {
      const exchange = await ask(cursor);
      const { status, body } = exchange.response;
      // Server errors are the fault that contract.no-server-error names.
      if (status >= 500) continue;
      if (status >= 400) seen.ok(cursor);
      else {
        seen.wrong(cursor, {
          message: `"${cursor}" is taken for a cursor.`,
          expected: "a refusal",
          received: `${status} ${body.slice(0, 200)}`,
          curl: exchange.curl,
          exchanges: [exchange],
          cause: "not refused",
        });
      }
    }
    // No answer to a damaged cursor is wrong, except for a server error.
    const { overrides, query } = partitionQuery(context);
    for (let made = 0; made < 2; made += 1) await context.records.create(overrides);
    const first = jsonOf((await api.call(operation, { query: { ...query, [parameters.limit]: 1 } })).response);
    const cursor = isObject(first) ? first[next] : undefined;
    for (const damaged of typeof cursor === "string" ? damagedCursors(cursor) : []) await ask(damaged);
    return seen.outcome((count) => `${count} texts`) ?? nothingSeen("No cursor was answered without a server error.");
  },
});

/** Cut short, in the middle and at the end; with another character; twice over. */
function damagedCursors(cursor: string): readonly string[] {
  const middle = Math.floor(cursor.length / 2);
  const other = cursor.charAt(middle) === "A" ? "B" : "A";
  return [
    cursor.slice(0, middle),
    cursor.slice(0, -1),
    `${cursor.slice(0, middle)}${other}${cursor.slice(middle + 1)}`,
    `${cursor}${cursor}`,
  ];
}
