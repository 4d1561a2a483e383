import { defineCheck } from "../check.ts";
import { withValueAt } from "./json-place.ts";
import { isNumeric } from "./keywords.ts";
import { tokenCase } from "./raw-cases.ts";
import { afterExamples, trySites } from "./try-sites.ts";

/** Just beyond 64 bits on both sides, far beyond, and what a double can't hold. */
const tokens = ["9223372036854775808", "-9223372036854775809", `1${"0".repeat(40)}`, "1e400"];

/** Only where the schema bounds the number: without a bound, a service may well keep it. */
export default defineCheck({
  id: "validation.huge-integer",
  stage: "probe",
  after: afterExamples,
  title: "Numbers too large for any column are refused",
  why: "A number that wraps round or is cut on its way into the database is stored as another one.",
  hint: "Check the bounds in the request's schema, before the value meets the database.",
  run: (context) =>
    trySites(context, (site) => {
      if (!isNumeric(site.keywords)) return [];
      const beyond = tokens.filter((token) => {
        const body = withValueAt(site.body, site.path, Number(token));
        return !context.brief.api.validate(site.schema, body, "request").valid;
      });
      return beyond.map((token) => tokenCase(site, token, "a number within the published bounds"));
    }),
});
