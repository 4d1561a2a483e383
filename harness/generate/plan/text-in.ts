import type { Json } from "../../brief/openapi/types.ts";

/** All texts in a value, names of members too, in one. */
export function textIn(value: Json): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([key, each]) => (Array.isArray(value) ? textIn(each) : `${key}${textIn(each)}`))
    .join("");
}
