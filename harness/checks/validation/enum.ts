import { defineCheck } from "../check.ts";
import { accepted, firstRefused, replaced } from "./cases.ts";
import { allowedValues } from "./keywords.ts";
import { otherCase, partOf, unlisted } from "./unlisted.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.enum",
  stage: "probe",
  after: afterExamples,
  title: "Only the listed values are taken, and each of them is",
  why: "A currency that nobody knows makes every sum it is part of meaningless.",
  hint: "Compare with the list in openapi.yaml exactly, letter case included.",
  run: (context) =>
    trySites(
      context,
      (site) => {
        const values = allowedValues(site.keywords);
        if (values.length === 0) return [];
        const rule = `one of ${JSON.stringify(values)}`;
        return [
          ...firstRefused(context.brief, site, [replaced(site, unlisted(values), rule)]),
          ...firstRefused(
            context.brief,
            site,
            otherCase(values).map((value) => replaced(site, value, rule)),
          ),
          ...firstRefused(
            context.brief,
            site,
            partOf(values).map((value) => replaced(site, value, rule)),
          ),
          ...values.flatMap((value) => accepted(context.brief, site, replaced(site, value, rule))),
        ];
      },
      ["enum", "const"],
    ),
});
