import { expect, test } from "vitest";
import { nameUnseen } from "../../../../harness/report/text/unseen.ts";

const cases: readonly (readonly [what: string, text: string, shown: string])[] = [
  ["an escape sequence", "\u001B[31m", "\\u{1B}[31m"],
  ["an 8-bit control sequence", "\u009B31m", "\\u{9B}31m"],
  ["a carriage return", "a\rb", "a\\u{D}b"],
  ["a character that turns the direction", "\u202Eabc", "\\u{202E}abc"],
  ["an isolate", "\u2066abc\u2069", "\\u{2066}abc\\u{2069}"],
  ["a zero-width space", "a\u200Bb", "a\\u{200B}b"],
  ["a line separator", "a\u2028b", "a\\u{2028}b"],
  ["a tag character", "a\u{E0041}b", "a\\u{E0041}b"],
  ["half of a surrogate pair", "a\uD800b", "a\\u{D800}b"],
  ["a filler that looks like a space", "a\u3164b", "a\\u{3164}b"],
  ["a pile of marks on one letter", `a${"\u0301".repeat(50)}b`, `a${"\u0301".repeat(4)}…b`],
];

test.each(cases)("%s is shown", (_, text, shown) => {
  expect(nameUnseen(text)).toBe(shown);
});

test("ordinary text of any script, line feeds and tabs stay as they are", () => {
  const text = "Grüße,\n\tΑθήνα 東京 עברית العربية हिन्दी 😀";
  expect(nameUnseen(text)).toBe(text);
});

test("names can be set apart from the text", () => {
  expect(nameUnseen("a\u0000b", (name) => `[${name}]`)).toBe("a[\\u{0}]b");
});
