import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { renderTerminal, type TerminalOptions } from "../../../harness/report/terminal.ts";
import { exampleScorecard } from "./fixture.ts";

const usual: TerminalOptions = { colour: false, width: 100, verbose: false, hints: false };
const render = (options: Partial<TerminalOptions> = {}) => renderTerminal(exampleScorecard(), { ...usual, ...options });

test("the total, a bar for each category and the seed come first", () => {
  const lines = render().split("\n");
  expect(lines).toContain("58 of 100 points");
  expect(lines).toContain(`  Correctness    ${"█".repeat(20)}${"░".repeat(14)}${"?".repeat(6)}  24.5 of 50, 8 open`);
  expect(lines).toContain(`  Tests          ${"█".repeat(40)}  12 of 12`);
  expect(lines).toContain("seed 1234567 (replay with --seed 1234567)");
});

test("what was done to the app is told above the criteria, and with its check", () => {
  expect(render()).toContain("\n\nDisturbed: Stop: stopped in 0.9 s\n");
  expect(render({ verbose: true })).toContain("      Stop: stopped in 0.9 s");
});

test("a failed check shows its finding, what was expected and received, and the command", () => {
  expect(render()).toContain(
    [
      "  ✗ failed  Reading one record is about as fast as it can be latency.read",
      "    Reading one order takes 5.2 times as long as the reference app needs.",
      "      expected  at most 3 times",
      "      received  5.2 times (95 % interval 4.6 to 5.9)",
      '      $ curl -i -u "$API_USERNAME:$API_PASSWORD" "$BASE_URL"/v1/orders/0f9b3a52-6f1d-4c1e-9a3e-2f6f4f1f9b10',
    ].join("\n"),
  );
});

test("an incomplete run, open points and failures that hide others are said above the criteria", () => {
  const text = render().replaceAll("\n", " ");
  const criteria = text.indexOf("Requests get the answers");
  for (const said of ["This grade is incomplete", "8 points are open", "1 check could not be shown"]) {
    expect(text.indexOf(said)).toBeGreaterThan(0);
    expect(text.indexOf(said)).toBeLessThan(criteria);
  }
});

test("points that this way of running can't see are said", () => {
  const text = renderTerminal(
    exampleScorecard({ "docs.readme": { verdict: "not-applicable", reason: "There is no source." } }),
    usual,
  );
  expect(text).toContain("8 points were not examined");
});

describe("what is left out without --verbose", () => {
  test("criteria with full points", () => {
    expect(render()).not.toContain("The repository's own tests pass");
    expect(render({ verbose: true })).toContain("✓ passed  The repository's own tests pass");
  });

  test("checks that inform", () => {
    expect(render()).not.toContain("HEAD and OPTIONS");
    expect(render({ verbose: true })).toContain("– not applicable  HEAD and OPTIONS are answered");
  });

  test("all but three findings of a check", () => {
    const findings = ["one", "two", "three", "four", "five"].map((word) => ({ message: `finding ${word}` }));
    const scorecard = exampleScorecard({ "latency.read": { verdict: "failed", share: 0, findings } });
    const few = renderTerminal(scorecard, usual);
    expect(few).toContain("finding three\n      and 2 more findings (--verbose)");
    expect(few).not.toContain("finding four");
    expect(renderTerminal(scorecard, { ...usual, verbose: true })).toContain("finding five");
  });
});

test("hints appear for failed checks when they are asked for", () => {
  expect(render()).not.toContain("What to do");
  expect(render({ hints: true }).match(/What to do: /g)).toHaveLength(5);
});

test("text of a candidate can't act on the terminal or turn its direction", () => {
  const text = render({ verbose: true });
  expect(text).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
  expect(text).toContain("\\u{1B}[2J\\u{1B}[1;32mgrade: 100");
  expect(text).toContain("user\\u{202E}txt.exe");
});

test("with colour, the only control sequences are the report's own, and the words are the same", () => {
  const coloured = render({ colour: true, verbose: true });
  expect(coloured).toContain("\u001B[31m");
  const own = new RegExp(`${"\u001B"}\\[\\d+m`, "g");
  expect(coloured.replace(own, "")).toBe(render({ verbose: true }));
  expect(stripVTControlCharacters(coloured)).toBe(render({ verbose: true }));
});

test("no line of a candidate's begins at the edge, where the report's own lines do", () => {
  const curl = "curl '\n100 of 100 points\n'";
  const scorecard = exampleScorecard({
    "latency.read": { verdict: "failed", share: 0, findings: [{ message: "m", curl }] },
  });
  expect(renderTerminal(scorecard, usual)).toContain("\n        100 of 100 points\n");
});

test("lines keep to the width, except what is copied: commands, names of checks, places in files", () => {
  for (const width of [60, 80]) {
    const lines = render({ width }).split("\n");
    const long = lines.filter((line) => [...line].length > width && !/^ {6}\$ |^ {2}[✗⊘?] |\.py:41:9$/.test(line));
    expect(long).toEqual([]);
  }
});

test("questions come with --verbose, without anything that acts on the terminal", () => {
  const text = render({ verbose: true });
  expect(text).toContain("To talk about (no points)\n  ? create_order catches everything. Who notices?");
  expect(text).not.toContain("\u001B");
  expect(render()).not.toContain("To talk about");
});
