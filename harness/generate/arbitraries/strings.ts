import fc, { type Arbitrary } from "fast-check";
import { keywordsOf, numberIn, type SchemaNode } from "../schema/node.ts";
import { regexOf } from "../schema/regex.ts";
import type { World } from "../schema/world.ts";
import type { Build } from "./build.ts";
import { checked } from "./checked.ts";
import { isKnownFormat, textsOfFormat } from "./formats.ts";
import { textsMatching } from "./patterns.ts";
import { freeText, lengthOf, plainTextOf } from "./text.ts";

/** Longer texts are not made: a body of this size meets limits that no schema tells of. */
export const longestText = 100_000;

/** Length of plain free text, where the schema leaves it open. */
const plainLength = 20;

/** What all parts say of a text. */
export interface TextRules {
  readonly fewest: number;
  readonly most: number;
  readonly patterns: readonly string[];
  readonly formats: readonly string[];
}

export function textRulesOf(parts: readonly SchemaNode[]): TextRules {
  const all = parts.map(({ schema }) => keywordsOf(schema));
  const texts = (name: string): readonly string[] => [
    ...new Set(all.map((keywords) => keywords[name]).filter((value) => typeof value === "string")),
  ];
  return {
    fewest: Math.max(0, ...all.flatMap((keywords) => numberIn(keywords, "minLength") ?? [])),
    most: Math.min(...all.flatMap((keywords) => numberIn(keywords, "maxLength") ?? [])),
    patterns: texts("pattern"),
    formats: texts("format"),
  };
}

/** Texts that all parts allow; what can't be made is noted. */
export function stringsOf(
  parts: readonly SchemaNode[],
  { world, style }: Pick<Build, "world" | "style">,
): Arbitrary<string> | undefined {
  const { fewest, most, patterns, formats } = textRulesOf(parts);
  if (fewest > most) return undefined;
  if (fewest > longestText) {
    noteAt(world, parts, "minLength", `Texts of more than ${longestText} characters are not made.`);
    return undefined;
  }
  for (const format of formats.filter((each) => !isKnownFormat(each) && textsOfFormat(each) === undefined)) {
    noteAt(
      world,
      parts,
      "format",
      `What the format ${JSON.stringify(format)} looks like is not known: plain text stands for it.`,
    );
  }
  const fits = (text: string): boolean => {
    const length = lengthOf(text);
    return length >= fewest && length <= most && patterns.every((pattern) => regexOf(pattern)?.test(text) ?? false);
  };
  const [formatted] = formats.flatMap((format) => textsOfFormat(format) ?? []);
  if (formatted !== undefined) {
    const found = checked(formatted, fits);
    if (found === undefined)
      noteAt(world, parts, "format", `No ${formats.join(", ")} of this length and pattern was found.`);
    return found;
  }
  if (patterns.length > 0) {
    const found = textsMatching(patterns, { fewest, most });
    if (found === undefined) noteAt(world, parts, "pattern", `No text was found for ${patterns.join(" and ")}.`);
    return found;
  }
  if (style === "plain" || formats.some((format) => !isKnownFormat(format))) {
    return fc.constant(plainTextOf(Math.min(Math.max(fewest, Math.min(plainLength, most)), most)));
  }
  return freeText(fewest, most);
}

/** Notes at the first part that has the keyword. */
export function noteAt(world: World, parts: readonly SchemaNode[], keyword: string, why: string): void {
  const at = parts.find(({ schema }) => keywordsOf(schema)[keyword] !== undefined);
  if (at !== undefined) world.note(at, keyword, why);
}
