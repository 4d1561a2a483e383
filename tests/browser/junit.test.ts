import fc from "fast-check";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderJunit } from "../../harness/report/junit.ts";
import { exampleScorecard } from "../unit/report/fixture.ts";
import { hostile } from "../unit/report/hostile-text.ts";
import { chromiumPath } from "./chromium.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
});

afterAll(async () => await browser?.close());

const withText = (text: string): string =>
  renderJunit(
    exampleScorecard({
      "errors.framework": {
        verdict: "failed",
        share: 0,
        findings: [{ message: text, expected: text, curl: text, place: { path: text } }],
      },
    }),
  );

test("the JUnit report is XML that a real parser takes, whatever a candidate wrote", async () => {
  const arbitrary = fc.sample(fc.string({ unit: "binary", maxLength: 60 }), { numRuns: 200, seed: 11 });
  const texts = ["\ud800", "]]>", "<!--", "\uffff\ufffe\u0000\u000b", ...Object.values(hostile), ...arbitrary];
  const page = await (await browser.newContext()).newPage();
  const refused = await page.evaluate(
    `(${JSON.stringify(texts.map(withText))}).flatMap((xml) => {
      const parsed = new DOMParser().parseFromString(xml, "application/xml");
      const trouble = parsed.querySelector("parsererror");
      return trouble === null && parsed.querySelectorAll("testcase failure").length > 0 ? [] : [trouble?.textContent ?? xml];
    })`,
  );
  expect(refused).toEqual([]);
});
