import { upgrade } from "@scalar/openapi-parser";
import { mapDescriptions } from "./map-descriptions.ts";
import type { Json } from "./types.ts";

type Members = { readonly [member: string]: Json };

/**
 * A 3.0 document as 3.1, so that one dialect of schemas is left; a 3.1 document as it is. `nullable` is written out in both, where
 * the parser would leave it: validators stumble over it. Undefined where the parser can't upgrade.
 */
export function upgradedTo31(document: Members, version: string): Members | undefined {
  const plain = mapDescriptions(document, withoutNullable);
  if (version.startsWith("3.1.")) return plain;
  // The parser changes what it is given.
  const { specification } = upgrade(structuredClone(plain));
  return isMembers(specification) ? specification : undefined;
}

/**
 * Beside a type null becomes another type, beside references and alternatives an alternative, in an enum a value (OpenAPI 3.0.3 wants
 * it there, authors forget it: null is what they mean). Alone it is null itself as one of several alternatives; anywhere else null
 * was allowed anyway.
 */
function withoutNullable(schema: Members, pointer: string): Members {
  const { nullable, ...given } = schema;
  if (typeof nullable !== "boolean") return schema;
  if (!nullable) return given;
  const rest = Array.isArray(given.enum) ? { ...given, enum: withNull(given.enum) } : given;
  if (rest.type !== undefined) return { ...rest, type: withNull([rest.type].flat(), "null") };
  const keyword = ["$ref", "allOf", "anyOf", "oneOf"].find((name) => rest[name] !== undefined);
  if (keyword !== undefined) {
    const { [keyword]: kept = null, ...others } = rest;
    return { ...others, anyOf: [{ [keyword]: kept }, { type: "null" }] };
  }
  const isAlternative = /\/(anyOf|oneOf)\/\d+$/.test(pointer);
  return isAlternative && Object.keys(rest).every((name) => annotations.has(name)) ? { ...rest, type: "null" } : rest;
}

const annotations: ReadonlySet<string> = new Set(["title", "description", "example", "default"]);

function withNull(values: readonly Json[], written: "null" | null = null): readonly Json[] {
  return values.includes(written) ? values : [...values, written];
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
