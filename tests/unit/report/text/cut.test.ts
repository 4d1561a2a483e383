import { expect, test } from "vitest";
import { block, oneLine } from "../../../../harness/report/text/cut.ts";

test("one line has no line feeds or runs of spaces", () => {
  expect(oneLine("  a\n\n b\t\tc\r\nd  ", 100)).toBe("a b c d");
});

test("a line that is too long ends with an ellipsis, one that fits does not", () => {
  expect(oneLine("abcdef", 5)).toBe("abcde…");
  expect(oneLine("abcde", 5)).toBe("abcde");
  expect(oneLine(`a${" ".repeat(100)}b`, 5)).toBe("a…");
});

test("a cut never splits a character in two", () => {
  expect(oneLine("ab😀cd", 3)).toBe("ab…");
  expect(block(`${"😀".repeat(20)}`, 11).isWellFormed()).toBe(true);
});

test("a block that is too long loses its middle and says how much", () => {
  expect(block("a".repeat(600) + "b".repeat(1_000) + "c".repeat(400), 1_000)).toBe(
    `${"a".repeat(600)}\n… 1,000 characters left out …\n${"c".repeat(400)}`,
  );
});

test("a block that fits keeps its lines, without carriage returns and empty lines at its end", () => {
  expect(block("a\r\n\r\n  b\n\n", 100)).toBe("a\n\n  b");
});
