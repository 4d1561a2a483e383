import { keywordsOf, namesIn, type SchemaNode } from "./node.ts";

export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

export const everyType: readonly JsonType[] = ["object", "string", "integer", "number", "boolean", "array", "null"];

/** Keywords that say something about one type only: without `type`, this is the type that is meant. */
const meant: Readonly<Record<string, JsonType>> = {
  ...Object.fromEntries(
    [
      "properties",
      "required",
      "additionalProperties",
      "patternProperties",
      "propertyNames",
      "minProperties",
      "maxProperties",
      "dependentRequired",
      "unevaluatedProperties",
    ].map((keyword) => [keyword, "object"] as const),
  ),
  ...Object.fromEntries(
    ["items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems"].map(
      (keyword) => [keyword, "array"] as const,
    ),
  ),
  ...Object.fromEntries(
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].map(
      (keyword) => [keyword, "number"] as const,
    ),
  ),
  ...Object.fromEntries(["minLength", "maxLength", "pattern", "format"].map((keyword) => [keyword, "string"] as const)),
};

/** The types that all parts name together; undefined where none names one. A `nullable` that was left from 3.0 adds null. */
export function namedTypes(parts: readonly SchemaNode[]): readonly JsonType[] | undefined {
  let named: readonly JsonType[] | undefined;
  for (const { schema } of parts) {
    const keywords = keywordsOf(schema);
    const own = typeof keywords.type === "string" ? [keywords.type] : namesIn(keywords, "type");
    if (keywords.type === undefined) continue;
    const types = everyType.filter((type) => own.includes(type) || (type === "null" && keywords.nullable === true));
    named = named === undefined ? types : intersection(named, types);
  }
  return named;
}

function intersection(one: readonly JsonType[], other: readonly JsonType[]): readonly JsonType[] {
  return everyType.filter(
    (type) =>
      (one.includes(type) || (type === "integer" && one.includes("number"))) &&
      (other.includes(type) || (type === "integer" && other.includes("number"))),
  );
}

/** The types that parts without `type` speak of; none where they speak of nothing in particular. */
export function meantTypes(parts: readonly SchemaNode[]): readonly JsonType[] {
  const found = parts.flatMap(({ schema }) =>
    Object.keys(keywordsOf(schema)).flatMap((keyword) => (Object.hasOwn(meant, keyword) ? [meant[keyword]] : [])),
  );
  return everyType.filter((type) => found.includes(type));
}

/** The type of a value, whole numbers being integers. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "boolean" ? "boolean" : typeof value === "string" ? "string" : "object";
}
