import type { Scorecard } from "../types/scorecard.ts";
import { unseen } from "./text/unseen.ts";

/**
 * The scorecard as JSON, described by `specs/scorecard.schema.json`. Characters that act on a terminal or can't be seen are
 * written as `\uXXXX`: the same value for a parser, and harmless where the file is printed.
 */
export function renderJson(scorecard: Scorecard): string {
  const json = JSON.stringify(scorecard, undefined, 2);
  return `${json.replace(unseen, (found) => (found === "\n" ? found : unicodeEscapes(found)))}\n`;
}

function unicodeEscapes(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}
