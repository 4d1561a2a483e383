import { defineCheck } from "../check.ts";
import { isObject } from "../json-values.ts";
import { refused } from "./cases.ts";
import { placeOf, withValueAt } from "./json-place.ts";
import { numberIn } from "./keywords.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.unique-items",
  stage: "probe",
  after: afterExamples,
  title: "Lists in which nothing may stand twice don't take it twice",
  why: "What is listed twice is done or counted twice.",
  hint: "Where openapi.yaml says `uniqueItems: true`, compare the length of the list with that of its set; of objects, compare all members.",
  notAskedBy: (brief) =>
    JSON.stringify(brief.api.document).includes('"uniqueItems":true') ? undefined : "The document has no such list.",
  run: (context) =>
    trySites(
      context,
      (site) => {
        const { keywords, value } = site;
        if (keywords.uniqueItems !== true || !Array.isArray(value) || value.length === 0) return [];
        const most = numberIn(keywords, "maxItems") ?? Number.POSITIVE_INFINITY;
        // The first again at the end, and side by side: who compares neighbours only misses the one, who sorts first neither.
        const twice = [
          { list: [...value.slice(0, most - 1), value[0]], how: "with its first element again at the end" },
          { list: [value[0], value[0]], how: "of one element twice" },
          ...turned(value[0]).map((again) => ({
            list: [value[0], again],
            how: "of one object twice, its members turned",
          })),
        ];
        return twice
          .filter(({ list }) => list.length > 1)
          .flatMap(({ list, how }) =>
            refused(context.brief, site, {
              body: withValueAt(site.body, site.path, list),
              what: `a list ${how} as ${placeOf(site.path) || "the body"}`,
              rule: "uniqueItems: true",
            }),
          );
      },
      ["uniqueItems"],
    ),
});

/** The same object with its members in another order: JSON knows none (RFC 8259 1). */
function turned(value: unknown): readonly unknown[] {
  return isObject(value) && Object.keys(value).length > 1
    ? [Object.fromEntries(Object.entries(value).toReversed())]
    : [];
}
