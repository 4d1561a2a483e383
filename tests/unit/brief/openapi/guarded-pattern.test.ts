import { expect, test } from "vitest";
import { testGuarded } from "../../../../harness/brief/openapi/guarded-pattern.ts";
import { lenientPattern } from "../../../../harness/brief/openapi/lenient-pattern.ts";

test("a pattern that backtracks without end is given up, and nothing is said against any text", () => {
  // As in a real document: both branches take the same letters.
  const source = "^(([a-z0-9-_ ]|[^\\\\x00-\\\\x7F])+.(json|yaml|yml))$";
  const text = `${"a".repeat(90)}!`;
  expect(testGuarded(new RegExp(source), text)).toBeUndefined();
  expect(lenientPattern(source).test(text)).toBe(true);
});

test("harmless patterns with repeated groups are tested as ever, in long texts too", () => {
  const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/u;
  expect([testGuarded(slug, "a-b-c"), testGuarded(slug, "a--b")]).toEqual([true, false]);
  expect(testGuarded(/^a+$/u, "a".repeat(5_000))).toBe(true);
  expect(testGuarded(/^a+$/u, `${"a".repeat(5_000)}b`)).toBe(false);
});
