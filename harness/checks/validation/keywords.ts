import type { Json } from "../../brief/openapi/types.ts";

/** The keywords of one schema, with references and allOf merged in. */
export type Keywords = { readonly [keyword: string]: Json };

/** The JSON types that the keywords name; none where any will do. */
export function typesOf({ type }: Keywords): readonly Json[] {
  return Array.isArray(type) ? type : type === undefined ? [] : [type];
}

/** Whether the value is a number of any kind. */
export function isNumeric(keywords: Keywords): boolean {
  return typesOf(keywords).some((type) => type === "integer" || type === "number");
}

/** The keyword's number; undefined where the schema does not have it. */
export function numberIn(keywords: Keywords, name: string): number | undefined {
  const value = keywords[name];
  return typeof value === "number" ? value : undefined;
}

/** The values that an `enum` or `const` allows; none where the schema has neither. */
export function allowedValues({ enum: values, const: only }: Keywords): readonly Json[] {
  if (only !== undefined) return [only];
  return Array.isArray(values) ? values : [];
}

/** Text that may be anything a person writes: no fixed values, no pattern, no format. */
export function isFreeText(keywords: Keywords): boolean {
  return (
    typesOf(keywords).includes("string") &&
    allowedValues(keywords).length === 0 &&
    keywords.pattern === undefined &&
    keywords.format === undefined
  );
}
