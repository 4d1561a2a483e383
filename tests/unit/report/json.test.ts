import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { renderJson } from "../../../harness/report/json.ts";
import { exampleScorecard } from "./fixture.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true });
formats.default(ajv);
const validate = ajv.compile(
  JSON.parse(readFileSync(new URL("../../../specs/scorecard.schema.json", import.meta.url), "utf8")),
);
const written = () => JSON.parse(renderJson(exampleScorecard()));

test("the JSON holds the scorecard, unchanged", () => {
  const scorecard = exampleScorecard();
  expect(JSON.parse(renderJson(scorecard))).toEqual(JSON.parse(JSON.stringify(scorecard)));
});

test("the JSON is indented and ends with one line feed", () => {
  expect(renderJson(exampleScorecard())).toMatch(/^\{\n {2}"format": "assay-scorecard\/1",\n[\s\S]*[^\n]\n$/);
});

test("nothing in the JSON acts on a terminal or hides", () => {
  const json = renderJson(exampleScorecard());
  expect(json).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
  expect(json).toContain("\\u202e");
  expect(json).toContain("\\u009b");
});

describe("the published schema", () => {
  test("accepts what is written", () => {
    expect(validate(written()), JSON.stringify(validate.errors)).toBe(true);
  });

  test("accepts what is written when nothing was decided", () => {
    const scorecard = exampleScorecard({
      "latency.read": { verdict: "inconclusive", reason: "The machine was too busy." },
    });
    expect(validate(JSON.parse(renderJson(scorecard))), JSON.stringify(validate.errors)).toBe(true);
  });

  const breaks: readonly (readonly [what: string, change: (card: ReturnType<typeof written>) => void])[] = [
    ["a member that is not described", (card) => Object.assign(card, { grade: "A" })],
    ["an unknown member deep inside", (card) => Object.assign(card.checks[1].outcome.findings[0], { severity: 1 })],
    ["another format", (card) => Object.assign(card, { format: "assay-scorecard/2" })],
    ["a share above 1", (card) => Object.assign(card.checks[1].outcome, { share: 1.2 })],
    ["a blocked check that does not say by what", (card) => Object.assign(card.checks[2].outcome, { by: undefined })],
    ["quarter points", (card) => Object.assign(card.categories[0].criteria[0], { points: 0.25 })],
    ["an unknown verdict", (card) => Object.assign(card.checks[0].outcome, { verdict: "skipped" })],
  ];
  test.each(breaks)("refuses %s", (_, change) => {
    const card = written();
    change(card);
    expect(validate(JSON.parse(JSON.stringify(card)))).toBe(false);
  });
});
