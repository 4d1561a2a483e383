import fc, { type Arbitrary } from "fast-check";
import { regexOf } from "../schema/regex.ts";
import { checked, fixedSample } from "./checked.ts";
import { isAscii, isConservative, lengthOf } from "./text.ts";
import { withoutAssertions } from "./without-assertions.ts";

/**
 * Texts that match all patterns as a whole, so that it does not matter whether a service searches or compares the whole text.
 * Printable ASCII where that is possible: beyond it, `\w` and `\d` mean different things in Python and ECMA. Undefined where none is
 * found.
 */
export function textsMatching(patterns: readonly string[], lengths: Lengths): Arbitrary<string> | undefined {
  const expressions = patterns.map(regexOf);
  if (expressions.includes(undefined)) return undefined;
  const matches = (text: string): boolean => {
    const length = lengthOf(text);
    return length >= lengths.fewest && length <= lengths.most && expressions.every((each) => each?.test(text));
  };
  const conservative = (text: string): boolean => isConservative(text) && matches(text);
  const sources = new Set(
    patterns.flatMap((pattern) => [`^(?:${pattern})$`, pattern, `^(?:${withoutAssertions(pattern)})$`]),
  );
  for (const accept of [(text: string) => isAscii(text) && conservative(text), conservative, matches]) {
    for (const source of sources) {
      const found = checkedMatching(source, accept, lengths);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** How many characters (code points) a text has at least and at most. */
export interface Lengths {
  readonly fewest: number;
  readonly most: number;
}

/** Texts of a pattern that are looked at for one that fits; fewer of those that were brought to a length. */
const patternAttempts = 200;
const shapedAttempts = 40;

/** Texts that are looked at for one of a length: where the pattern itself limits it, there may be none. */
const lengthAttempts = 60;

/** A text of printable ASCII that matches all patterns and has exactly so many characters; undefined where none is found soon. */
export function textOfLength(patterns: readonly string[], length: number): string | undefined {
  const [first] = patterns;
  const matching = first === undefined ? undefined : matchingOf(`^(?:${first})$`, sizeFor(length));
  if (matching === undefined) return undefined;
  for (const text of fixedSample(matching, lengthAttempts)) {
    if (text.length === length && isAscii(text) && patterns.every((each) => regexOf(each)?.test(text))) return text;
  }
  return undefined;
}

function checkedMatching(
  source: string,
  accept: (text: string) => boolean,
  { fewest, most }: Lengths,
): Arbitrary<string> | undefined {
  const matching = matchingOf(source, sizeFor(most));
  if (matching === undefined) return undefined;
  const asTheyAre = checked(matching, accept, patternAttempts);
  if (asTheyAre !== undefined) return asTheyAre;
  // `^[0-9a-f]+$` rarely has forty characters by itself.
  const length = Math.min(fewest, most);
  const repeated = matching.map((text) =>
    text === "" ? "" : text.repeat(Math.ceil(length / text.length)).slice(0, length),
  );
  const stretched = matching.map((text) => text.slice(0, most).padEnd(length, text.at(-1) ?? ""));
  return checked(repeated, accept, shapedAttempts) ?? checked(stretched, accept, shapedAttempts);
}

type Size = "xsmall" | "small" | "medium";

/** The longest text of a repetition without end follows this size. */
function sizeFor(maxLength: number): Size {
  return maxLength <= 10 ? "xsmall" : maxLength <= 100 ? "small" : "medium";
}

/** What fast-check makes of a pattern takes it long to prepare, and the same pattern stands in many places. */
const prepared = new Map<string, Arbitrary<string> | undefined>();

function matchingOf(source: string, size: Size): Arbitrary<string> | undefined {
  const key = `${size} ${source}`;
  if (!prepared.has(key)) prepared.set(key, prepare(source, size));
  return prepared.get(key);
}

function prepare(source: string, size: Size): Arbitrary<string> | undefined {
  const expression = regexOf(source)?.expression;
  if (expression === undefined) return undefined;
  try {
    return fc.stringMatching(expression, { size });
  } catch {
    // fast-check knows no lookaround, word boundary or property of characters: it says so by throwing.
    return undefined;
  }
}
