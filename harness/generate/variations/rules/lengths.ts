import { fixedSample } from "../../arbitraries/checked.ts";
import { textOfLength, textsMatching } from "../../arbitraries/patterns.ts";
import { longestText, type TextRules, textRulesOf } from "../../arbitraries/strings.ts";
import { isAscii, isConservative, plainTextOf } from "../../arbitraries/text.ts";
import { keywordsOf } from "../../schema/node.ts";
import { meantTypes, namedTypes } from "../../schema/types-of.ts";
import type { Place } from "../place.ts";
import { replacing, ruleOf, type Trial } from "../trial.ts";
import { emailOf } from "./email-of.ts";

/** Matches of a pattern that are looked at for the shortest and the longest. */
const matchesLookedAt = 60;

/** Formats whose texts are free. */
const freeFormats = ["password", "binary"];

/** The shortest and the longest text, in code points, and one character beyond; the same in letters of two bytes. */
export function lengthTrials(place: Place): readonly Trial[] {
  const rules = textRulesOf(place.parts);
  if (!isText(place) || isListed(place)) return [];
  const sample = typeof place.value === "string" ? place.value : "";
  const { fewest, most } = rules;
  const of = (wanted: Trial["wanted"], keyword: string, bound: number, length: number): Trial =>
    replacing(place, wanted, keyword, ruleOf(keyword, bound), textsOfLength(length, rules, sample));
  const isFree = rules.patterns.length === 0 && rules.formats.every((format) => freeFormats.includes(format));
  return [
    ...(fewest > 0 && fewest <= longestText
      ? [of("valid", "minLength", fewest, fewest), of("invalid", "minLength", fewest, fewest - 1)]
      : []),
    ...(most <= longestText ? [of("valid", "maxLength", most, most), of("invalid", "maxLength", most, most + 1)] : []),
    // JSON Schema counts characters (RFC 8259), not bytes.
    ...(isFree && most > 0 && most <= longestText
      ? [replacing(place, "valid", "maxLength", ruleOf("maxLength", most), ["\u00e9".repeat(most)])]
      : []),
    ...matchTrials(place, rules),
  ];
}

/** The shortest and the longest of some texts that match the pattern. */
function matchTrials(place: Place, { patterns, formats, fewest, most }: TextRules): readonly Trial[] {
  const [pattern] = patterns;
  if (pattern === undefined || formats.length > 0) return [];
  const arbitrary = textsMatching(patterns, { fewest, most });
  if (arbitrary === undefined) return [];
  const matches = [...fixedSample(arbitrary, matchesLookedAt)]
    .filter((text) => isAscii(text) && isConservative(text))
    .toSorted((one, other) => one.length - other.length || (one < other ? -1 : 1));
  const ends = [matches[0], matches.at(-1)].filter((text) => text !== undefined);
  return ends.map((text) => replacing(place, "valid", "pattern", ruleOf("pattern", pattern), [text]));
}

/** Texts of exactly so many characters that may keep the other rules, the likeliest first. */
function textsOfLength(length: number, rules: TextRules, sample: string): readonly string[] {
  if (length < 0) return [];
  const { patterns, formats } = rules;
  if (formats.includes("email")) return emailOf(length);
  if (formats.some((format) => !freeFormats.includes(format))) return [];
  if (patterns.length === 0) return [plainTextOf(length)];
  const filled = ["a", "A", "1", "0"].map((character) => character.repeat(length));
  const stretched = [...sample]
    .slice(0, length)
    .join("")
    .padEnd(length, sample.at(-1) ?? "x");
  if (length > 200) return [stretched, ...filled];
  const found = textOfLength(patterns, length);
  return [stretched, ...filled, ...(found === undefined ? [] : [found])];
}

/** Whether the place holds text. */
export function isText({ parts }: Place): boolean {
  return (namedTypes(parts) ?? meantTypes(parts)).includes("string");
}

/** Whether the place allows listed values only. */
export function isListed({ parts }: Place): boolean {
  return parts.some(({ schema }) => {
    const { enum: list, const: only } = keywordsOf(schema);
    return list !== undefined || only !== undefined;
  });
}
