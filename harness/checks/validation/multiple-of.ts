import { defineCheck } from "../check.ts";
import { accepted, refused, replaced } from "./cases.ts";
import { isNumeric, type Keywords, numberIn, typesOf } from "./keywords.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.multiple-of",
  stage: "probe",
  after: afterExamples,
  title: "Numbers are taken in the published steps only",
  why: "Who may order by the dozen only, and orders thirteen, gets a delivery that nobody can make.",
  hint: "Where openapi.yaml says `multipleOf`, look at the remainder of the division; for amounts with decimals, with Decimal.",
  notAskedBy: (brief) =>
    JSON.stringify(brief.api.document).includes('"multipleOf":') ? undefined : "The document has no such number.",
  run: (context) =>
    trySites(context, (site) => {
      const step = isNumeric(site.keywords) ? numberIn(site.keywords, "multipleOf") : undefined;
      if (step === undefined) return [];
      const rule = `multipleOf: ${step}`;
      const start = firstIn(site.keywords, step);
      return [
        ...between(site.keywords, start, step).flatMap((value) =>
          refused(context.brief, site, replaced(site, value, rule)),
        ),
        // Of a fraction that binary numbers only come near, nobody can be sure that it is a multiple.
        ...(Number.isInteger(step)
          ? [start, start + step].flatMap((value) => accepted(context.brief, site, replaced(site, value, rule)))
          : []),
      ];
    }),
});

/** The first multiple from zero on that is not below the bounds. */
function firstIn(keywords: Keywords, step: number): number {
  const least = numberIn(keywords, "minimum") ?? (numberIn(keywords, "exclusiveMinimum") ?? 0) + step;
  return Math.max(1, Math.ceil(least / step)) * step;
}

/** Values in the middle between two multiples and beside one, whole ones where the type wants that; none where there are none. */
function between(keywords: Keywords, start: number, step: number): readonly number[] {
  const isWhole = !typesOf(keywords).includes("number");
  const values = isWhole ? [start + Math.floor(step / 2), start + 1, start + step - 1] : [start + step / 2];
  return [...new Set(values)].filter((value) => value !== start && value !== start + step);
}
