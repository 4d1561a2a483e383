import fc, { type Arbitrary } from "fast-check";
import { regexOf } from "../schema/regex.ts";
import { checked } from "./checked.ts";
import { isAscii, isConservative } from "./text.ts";

/**
 * Texts that match all patterns as a whole, so that it does not matter whether a service searches or compares the whole text.
 * Printable ASCII where that is possible: beyond it, `\w` and `\d` mean different things in Python and ECMA. Undefined where none is
 * found.
 */
export function textsMatching(
  patterns: readonly string[],
  fits: (text: string) => boolean,
  maxLength: number,
): Arbitrary<string> | undefined {
  const expressions = patterns.map(regexOf);
  if (expressions.includes(undefined)) return undefined;
  const matches = (text: string): boolean => expressions.every((each) => each?.test(text)) && fits(text);
  const conservative = (text: string): boolean => isConservative(text) && matches(text);
  const sources = patterns.flatMap((pattern) => [`^(?:${pattern})$`, pattern, `^(?:${withoutAssertions(pattern)})$`]);
  for (const accept of [(text: string) => isAscii(text) && conservative(text), conservative, matches]) {
    for (const source of sources) {
      const found = checkedMatching(source, accept, maxLength);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function checkedMatching(
  source: string,
  accept: (text: string) => boolean,
  maxLength: number,
): Arbitrary<string> | undefined {
  const expression = regexOf(source);
  if (expression === undefined) return undefined;
  // The longest text of a repetition without end follows this size.
  const size = maxLength <= 10 ? "xsmall" : maxLength <= 100 ? "small" : "medium";
  try {
    return checked(fc.stringMatching(expression, { size }), accept);
  } catch {
    // fast-check knows no lookaround, word boundary or property of characters: it says so by throwing.
    return undefined;
  }
}

/** The pattern without what looks around and holds no text itself; whether a text matches is asked of the whole pattern. */
function withoutAssertions(pattern: string): string {
  let rest = "";
  for (let at = 0; at < pattern.length; ) {
    const end = assertionEnd(pattern, at);
    if (end === at) {
      const length = pattern[at] === "\\" ? 2 : pattern[at] === "[" ? classEnd(pattern, at) - at : 1;
      rest += pattern.slice(at, at + length);
      at += length;
    } else at = end;
  }
  return rest;
}

/** Where the assertion that begins here ends; `at` itself where none begins. */
function assertionEnd(pattern: string, at: number): number {
  if (/^\\[bB]/.test(pattern.slice(at, at + 2))) return at + 2;
  if (!/^\(\?<?[=!]/.test(pattern.slice(at, at + 4))) return at;
  let depth = 0;
  for (let index = at; index < pattern.length; index += 1) {
    if (pattern[index] === "\\") index += 1;
    else if (pattern[index] === "[") index = classEnd(pattern, index) - 1;
    else if (pattern[index] === "(") depth += 1;
    else if (pattern[index] === ")") {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return pattern.length;
}

/** Where the class of characters that begins here ends. */
function classEnd(pattern: string, at: number): number {
  for (let index = at + 1; index < pattern.length; index += 1) {
    if (pattern[index] === "\\") index += 1;
    else if (pattern[index] === "]") return index + 1;
  }
  return pattern.length;
}
