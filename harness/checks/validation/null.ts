import { defineCheck } from "../check.ts";
import { accepted, refused, replaced } from "./cases.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.null",
  stage: "probe",
  after: afterExamples,
  title: "null is taken where the document allows it, and nowhere else",
  why: "A null that slips in is the most frequent reason for a failure far away from where it came in.",
  hint: "`value is None` must be an error of its own for every member that is not nullable, whether it is required or not.",
  run: (context) =>
    trySites(context, (site) => {
      if (site.path.length === 0) return [];
      return [
        ...refused(context.brief, site, replaced(site, null, "it is never null")),
        ...accepted(context.brief, site, replaced(site, null, "it may be null")),
      ];
    }),
});
