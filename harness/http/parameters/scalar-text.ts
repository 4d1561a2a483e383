import type { Json } from "../../brief/openapi/types.ts";

export type Scalar = string | number | boolean;

/** Text of a value that is no list, object or null; numbers without an exponent where they are whole, as people and int() write them. */
export function scalarText(value: Scalar): string {
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value).toString();
  return String(value);
}

/** Null has no form outside JSON: RFC 6570 leaves it out (section 2.3), and servers disagree about the text `null`. */
export function isScalar(value: Json): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
