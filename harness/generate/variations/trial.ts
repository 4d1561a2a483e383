import { pointerTo } from "../../brief/openapi/pointer.ts";
import type { Json } from "../../brief/openapi/types.ts";
import type { SchemaNode } from "../schema/node.ts";
import type { World } from "../schema/world.ts";
import type { JsonPath } from "../types.ts";
import { withValueAt } from "./at-path.ts";
import type { Place } from "./place.ts";

/** What the rules of variation draw on. */
export interface Materials {
  readonly world: World;
  /** A plain value that satisfies all of these schemas; undefined where none is found. */
  plain(nodes: readonly SchemaNode[]): Json | undefined;
  /** Up to so many different values that satisfy all of these schemas. */
  several(nodes: readonly SchemaNode[], count: number): readonly Json[];
}

/** One constraint that is tried, and the values that may do it, the likeliest first. */
export interface Trial {
  readonly wanted: "valid" | "invalid";
  readonly keyword: string;
  readonly rule: string;
  readonly changes: readonly Change[];
  /** Where the change stands. */
  readonly path: JsonPath;
  /** Where the validator must find the problem: of a missing member, at the object that lacks it. */
  readonly problemAt: JsonPath;
}

export interface Change {
  readonly body: Json;
  readonly what: string;
}

/** A trial that puts one of these values in the place. */
export function replacing(
  place: Place,
  wanted: Trial["wanted"],
  keyword: string,
  rule: string,
  values: readonly Json[],
): Trial {
  return {
    wanted,
    keyword,
    rule,
    changes: values.map((value) => ({
      body: withValueAt(place.body, place.path, value),
      what: `${shown(value)} as ${placeName(place.path)}`,
    })),
    path: place.path,
    problemAt: place.path,
  };
}

/** The place for people: a JSON pointer into the value. */
export function placeName(path: JsonPath): string {
  return path.length === 0 ? "the whole value" : pointerTo("", ...path);
}

/** A keyword and its value as a document says them, cut where that is long. */
export function ruleOf(keyword: string, value: Json): string {
  return `${keyword}: ${cut(typeof value === "string" ? value : JSON.stringify(value))}`;
}

/** The value for people; of long texts and lists, how long they are. */
function shown(value: Json): string {
  if (typeof value === "string" && value.length > 60) return `a text of ${[...value].length} characters`;
  if (Array.isArray(value) && JSON.stringify(value).length > 60) {
    return `a list of ${value.length} ${value.length === 1 ? "element" : "elements"}`;
  }
  return cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
