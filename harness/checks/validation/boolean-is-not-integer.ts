import { defineCheck } from "../check.ts";
import { refused, replaced } from "./cases.ts";
import { withValueAt } from "./json-place.ts";
import { isNumeric } from "./keywords.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.boolean-is-not-integer",
  stage: "probe",
  after: afterExamples,
  title: "true and false are not taken for the numbers 1 and 0",
  why: "A client that mixes up two fields would order one piece for nothing, and nobody would be told.",
  hint: "In Python `isinstance(True, int)` holds: refuse bool first, or use a strict integer type.",
  run: (context) =>
    trySites(context, (site) => {
      if (!isNumeric(site.keywords)) return [];
      // Only where the number itself would be taken: otherwise the range refuses it, whatever the type.
      const tempting = [true, false].filter((value) => {
        const asNumber = withValueAt(site.body, site.path, Number(value));
        return context.brief.api.validate(site.schema, asNumber, "request").valid;
      });
      return tempting.flatMap((value) => refused(context.brief, site, replaced(site, value, "type: a number")));
    }),
});
