import type { Variation } from "../../generate/types.ts";
import { defineCheck } from "../check.ts";
import { refused, replaced } from "./cases.ts";
import { valueAtPath } from "./json-place.ts";
import { typesOf } from "./keywords.ts";
import type { Site } from "./sites.ts";
import { afterExamples, trySites } from "./try-sites.ts";

/** Numbers as text, and true and false as numbers, have checks of their own; so has what is no object at all. */
export default defineCheck({
  id: "validation.wrong-type",
  stage: "probe",
  after: afterExamples,
  title: "A value of another type or form is refused",
  why: "A number where text is expected, half a piece, one thing instead of a list: guessing what was meant stores what nobody sent.",
  hint: 'Compare the JSON type before anything else, and don\'t convert with str(), int() or list(): 12 is not the text "12", and 1.5 is not a whole number.',
  run: (context) =>
    trySites(
      context,
      (site) => {
        if (site.path.length === 0) return [];
        const types = typesOf(site.keywords);
        return others(site).flatMap((value) =>
          refused(context.brief, site, replaced(site, value, `type: ${types.join(" or ")}`)),
        );
      },
      isOfAnotherType,
      ["type"],
    ),
});

/**
 * Also values that fit none of the alternatives of a schema, and those that it excludes. null, and for numbers text and truth
 * values, have checks of their own.
 */
function isOfAnotherType({ keyword, rule, value, path }: Variation): boolean {
  if (keyword !== "type") return ["oneOf", "anyOf", "not"].includes(keyword);
  const sent = valueAtPath(value, path);
  const isElsewhere = /integer|number/.test(rule) && (typeof sent === "boolean" || typeof sent === "string");
  return path.length > 0 && sent !== null && !isElsewhere;
}

/** Values of another type that a client could really send. */
function others({ keywords, value }: Site): readonly unknown[] {
  const types = typesOf(keywords);
  if (types.includes("string")) return [12345];
  if (types.includes("integer")) return [(typeof value === "number" ? value : 1) + 0.5, []];
  if (types.includes("number")) return [[]];
  if (types.includes("boolean")) return ["true"];
  if (types.includes("array")) return [Array.isArray(value) && value.length > 0 ? value[0] : "text"];
  return types.includes("object") ? ["text"] : [];
}
