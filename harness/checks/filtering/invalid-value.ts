import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForFilters } from "./asked.ts";

/** No time in any reading: the second one has the form, but the day does not exist. */
const notTimes = ["yesterday", "2026-02-30T00:00:00Z"];

/** Values outside a list of fixed ones are asked by validation.query-parameter. */
export default defineCheck({
  id: "filtering.invalid-value",
  stage: "probe",
  after: ["filtering.each", "validation.query-parameter"],
  title: "A bound that can't be read is refused",
  why: "A report from a date that was mistyped, and ignored, covers all years, and nobody notices.",
  hint: "Parse the bounds of a filter before the query, and answer what can't be parsed with the documented 4xx.",
  notAskedBy: (brief) =>
    askedForFilters(brief) ??
    (Object.values(mainResource(brief).filters).every(({ operator }) => operator === "equals")
      ? "The brief publishes no filter with a bound."
      : undefined),
  async run({ api, brief }) {
    const { list, filters } = mainResource(brief);
    if (list === undefined) throw new Error("not asked by this brief");
    const seen = tally();
    for (const [name, { operator }] of Object.entries(filters)) {
      const schema = brief.api
        .operation(list)
        .parameters.find((each) => each.in === "query" && each.name === name)?.schema;
      if (operator === "equals" || schema === undefined) continue;
      for (const value of notTimes) {
        if (brief.api.validate(schema.pointer, value, "request").valid) continue;
        const exchange = await api.call(list, { query: { [name]: value } });
        const { status, body } = exchange.response;
        // Server errors are the fault that contract.no-server-error names.
        if (status >= 500) continue;
        const subject = `${name}=${value}`;
        if (status >= 400) seen.ok(subject);
        else {
          seen.wrong(subject, {
            message: `${subject} is not refused.`,
            expected: "a refusal",
            received: `${status} ${body.slice(0, 200)}`,
            curl: exchange.curl,
            exchanges: [exchange],
            cause: value,
          });
        }
      }
    }
    return seen.outcome((count) => `${count} bounds`) ?? nothingSeen("No filter takes values of one kind only.");
  },
});
