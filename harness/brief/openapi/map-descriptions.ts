import { pointerTo } from "./pointer.ts";
import type { Json } from "./types.ts";

type Members = { readonly [member: string]: Json };

/** Under these names stand values, not descriptions: what looks like a keyword in them is data. */
const dataNames: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const"]);

/** Names in these are the author's: a property may be called `example`. */
const namedByAuthor: ReadonlySet<string> = new Set(["properties", "patternProperties", "schemas", "$defs"]);

/** A document with each object that describes something changed, from the inside out; data and extensions stay as they are. */
export function mapDescriptions(document: Members, change: (each: Members, pointer: string) => Members): Members {
  const mapped = (value: Members, pointer: string, isNames: boolean): Members => {
    const members = Object.entries(value).map(([name, each]) => {
      const isData = !isNames && (dataNames.has(name) || name.startsWith("x-"));
      return [
        name,
        isData ? each : entry(each, pointerTo(pointer, name), !isNames && namedByAuthor.has(name)),
      ] as const;
    });
    const copy = Object.fromEntries(members);
    return isNames ? copy : change(copy, pointer);
  };
  const entry = (value: Json, pointer: string, isNames: boolean): Json => {
    if (isList(value)) return value.map((each, index) => entry(each, pointerTo(pointer, index), false));
    return typeof value === "object" && value !== null ? mapped(value, pointer, isNames) : value;
  };
  return mapped(document, "#", false);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
