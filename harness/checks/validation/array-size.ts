import type { JsonSchema } from "../../brief/openapi/types.ts";
import { plainValue } from "../../brief/plain-value.ts";
import { plainText } from "../../brief/request-body.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { accepted, refused, replaced } from "./cases.ts";
import { placeOf } from "./json-place.ts";
import { numberIn } from "./keywords.ts";
import type { Site } from "./sites.ts";
import { afterExamples, trySites } from "./try-sites.ts";

/** Longer lists may meet a limit of the whole body, which is another rule. */
const longest = 200;

export default defineCheck({
  id: "validation.array-size",
  stage: "probe",
  after: afterExamples,
  title: "Lists are taken up to the published size and refused beyond it",
  why: "An empty order is nothing to deliver, and one without end keeps the service busy for everyone.",
  hint: "Check minItems and maxItems of every list, with the bound itself allowed.",
  run: (context) =>
    trySites(
      context,
      (site) =>
        (["minItems", "maxItems"] as const).flatMap((name) => {
          const bound = numberIn(site.keywords, name);
          if (bound === undefined || bound > longest) return [];
          const rule = `${name}: ${bound}`;
          const sized = (size: number) => ({
            ...replaced(site, listOf(context, site, size), rule),
            what: `a list with ${size} elements as ${placeOf(site.path) || "the body"}`,
          });
          const outside = name === "minItems" ? bound - 1 : bound + 1;
          return [
            ...(outside < 0 ? [] : refused(context.brief, site, sized(outside))),
            ...accepted(context.brief, site, sized(bound)),
          ];
        }),
      ["minItems", "maxItems", "contains", "minContains", "maxContains"],
    ),
});

/** The elements of the example, and as many different plain ones as are missing. */
function listOf(
  { brief, random }: StageContexts["probe"],
  { keywords, value }: Site,
  size: number,
): readonly unknown[] {
  const own = Array.isArray(value) ? value.slice(0, size) : [];
  const schema = (keywords.items ?? {}) as JsonSchema;
  const options = { api: brief.api, random, text: plainText(random), isRequest: true } as const;
  return [...own, ...Array.from({ length: size - own.length }, () => plainValue(schema, options))];
}
