import { isAscii } from "../../arbitraries/text.ts";
import { textRulesOf } from "../../arbitraries/strings.ts";
import type { Place } from "../place.ts";
import { replacing, ruleOf, type Trial } from "../trial.ts";
import { isListed, isText } from "./lengths.ts";

/**
 * The text with one thing wrong, never longer or shorter. Printable ASCII only, and no line break at the end: elsewhere the dialects
 * of Python and ECMA differ. What a format refuses as well is left to it.
 */
export function patternTrials(place: Place): readonly Trial[] {
  const { patterns, formats } = textRulesOf(place.parts);
  const [pattern] = patterns;
  const { value } = place;
  if (pattern === undefined || formats.length > 0 || !isText(place) || isListed(place)) return [];
  if (typeof value !== "string" || value === "" || !isAscii(value)) return [];
  return alterations(value).map((text) => replacing(place, "invalid", "pattern", ruleOf("pattern", pattern), [text]));
}

/** At the end, at the beginning, in the middle, in its letter case. */
function alterations(text: string): readonly string[] {
  const middle = Math.floor(text.length / 2);
  const cases = [text.toLowerCase(), text.toUpperCase()].filter((other) => other !== text);
  return [
    `${text.slice(0, -1)}!`,
    `!${text.slice(1)}`,
    // A space at either end may be trimmed.
    ...(text.length > 2 ? [`${text.slice(0, middle)} ${text.slice(middle + 1)}`] : []),
    ...cases.slice(0, 1),
  ];
}
