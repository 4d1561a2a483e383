import type { Json } from "../../../brief/openapi/types.ts";
import { keywordsOf } from "../../schema/node.ts";
import { namedTypes } from "../../schema/types-of.ts";
import type { Place } from "../place.ts";
import { replacing, ruleOf, type Trial } from "../trial.ts";

/** Each listed value; one that is not listed, and listed texts in another letter case. */
export function listedTrials(place: Place): readonly Trial[] {
  return place.parts.flatMap(({ schema }) => {
    const { const: only, enum: list } = keywordsOf(schema);
    return [
      ...(only === undefined ? [] : trialsOf(place, "const", [only], ruleOf("const", only))),
      ...(Array.isArray(list) ? trialsOf(place, "enum", list, ruleOf("enum", list)) : []),
    ];
  });
}

function trialsOf(place: Place, keyword: string, values: readonly Json[], rule: string): readonly Trial[] {
  const current = JSON.stringify(place.value);
  const texts = values.filter((value) => typeof value === "string");
  const cased = texts
    .flatMap((text) => [text.toLowerCase(), text.toUpperCase()])
    .filter((text) => !texts.includes(text));
  // A type that the schema names refuses null by itself.
  const refused = namedTypes(place.parts) === undefined ? [unlisted(values), [null]] : [unlisted(values)];
  return [
    ...values
      .filter((value) => JSON.stringify(value) !== current)
      .map((value) => replacing(place, "valid", keyword, rule, [value])),
    ...refused.map((candidates) => replacing(place, "invalid", keyword, rule, candidates)),
    ...cased.slice(0, 1).map((text) => replacing(place, "invalid", keyword, rule, [text])),
  ];
}

/** Values of the same types as the listed ones that are not listed. */
function unlisted(values: readonly Json[]): readonly Json[] {
  const numbers = values.filter((value) => typeof value === "number");
  const texts = values.filter((value) => typeof value === "string");
  return [
    ...texts.slice(-1).map((text) => `${text}X`),
    ...(numbers.length > 0 ? [Math.max(...numbers) + 1] : []),
    ...values.filter((value) => typeof value === "boolean").map((value) => !value),
  ];
}
