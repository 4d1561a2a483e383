import { defineCheck } from "../check.ts";
import { refused, replaced } from "./cases.ts";
import { isNumeric } from "./keywords.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.string-is-not-number",
  stage: "probe",
  after: afterExamples,
  title: "Text that looks like a number is not taken for one",
  why: "Clients that send numbers as text have a fault, and it should show at once, before someone adds up texts.",
  hint: 'Use a strict integer type (marshmallow: Integer(strict=True); pydantic: strict=True), so that "2" is refused.',
  run: (context) =>
    trySites(context, (site) =>
      isNumeric(site.keywords) && typeof site.value === "number"
        ? refused(context.brief, site, replaced(site, String(site.value), "type: a number"))
        : [],
    ),
});
