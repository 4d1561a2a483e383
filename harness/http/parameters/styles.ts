import type { Parameter } from "../../brief/openapi/types.ts";
import type { Expansion } from "./expand.ts";
import { percentEncoded } from "./percent-encode.ts";

const plain: Expansion = {
  first: "",
  separator: ",",
  explodedSeparator: ",",
  named: false,
  bareName: false,
  encode: percentEncoded,
  // Servers decode before they split, so an encoded comma ends an entry too.
  ends: { exploded: ",", joined: "," },
};

/** By place and style (OpenAPI 3.1.1, 4.8.12.3 and 4.8.12.4). */
const expansions: Readonly<Record<string, Expansion>> = {
  "path simple": plain,
  "path label": { ...plain, first: ".", explodedSeparator: ".", ends: { exploded: ".", joined: "," } },
  "path matrix": {
    ...plain,
    first: ";",
    explodedSeparator: ";",
    named: true,
    bareName: true,
    ends: { exploded: ";", joined: ",;" },
  },
  "query form": { ...plain, explodedSeparator: "&", named: true, ends: { exploded: "", joined: "," } },
  "query spaceDelimited": {
    ...plain,
    separator: "%20",
    explodedSeparator: "&",
    named: true,
    ends: { exploded: "", joined: " " },
  },
  "query pipeDelimited": {
    ...plain,
    separator: "%7C",
    explodedSeparator: "&",
    named: true,
    ends: { exploded: "", joined: "|" },
  },
  // Servers read headers and cookies as they are: nothing is decoded (OpenAPI 3.1.1, appendix D).
  "header simple": { ...plain, encode: (text) => text },
  "cookie form": { ...plain, named: true, encode: (text) => text },
};

type Described = Pick<Parameter, "in" | "style" | "explode">;

/** The style of a parameter, said or default. */
export function styleOf({ in: place, style }: Described): string {
  return style ?? (place === "query" || place === "cookie" ? "form" : "simple");
}

/** Whether lists and objects are written entry by entry: by default in style form only. */
export function isExploded(parameter: Described): boolean {
  return parameter.explode ?? styleOf(parameter) === "form";
}

/** Undefined where the style is not made for the place. */
export function expansionOf(parameter: Described): Expansion | undefined {
  return expansions[`${parameter.in} ${styleOf(parameter)}`];
}
