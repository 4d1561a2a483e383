import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../harness/report/html.ts";
import { exampleScorecard } from "../unit/report/fixture.ts";
import { chromiumPath } from "./chromium.ts";

let browser: Browser;
let folder: string;
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-report-"));
  const file = join(folder, "report.html");
  await writeFile(file, renderHtml(exampleScorecard()));
  address = pathToFileURL(file).href;
  browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox"],
  });
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The report in a window of its own, and everything that the browser complained about or asked for. */
async function open(options: BrowserContextOptions) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  return { page, complaints, requests, [Symbol.asyncDispose]: () => context.close() };
}

async function openEverything(page: Page): Promise<void> {
  await page.locator("details").evaluateAll((all) => {
    for (const each of all) each.setAttribute("open", "");
  });
}

/** What the page's own world says. A string, because these tests are compiled without the types of a browser. */
const ask = <T>(page: Page, expression: string): Promise<T> => page.evaluate<T>(expression);

/** What is wider than the window: the page itself, or elements that end to the right of it. */
const overflow = (page: Page) =>
  ask<string[]>(
    page,
    `(() => {
      const root = document.documentElement;
      const over = [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
        .map((element) => element.outerHTML.slice(0, 120));
      return root.scrollWidth > root.clientWidth ? ["the page", ...over] : over;
    })()`,
  );

const looks: readonly (readonly [name: string, options: BrowserContextOptions])[] = [
  ["light", { colorScheme: "light", viewport: { width: 1280, height: 900 } }],
  ["dark", { colorScheme: "dark", viewport: { width: 1280, height: 900 } }],
  ["on a phone", { colorScheme: "light", viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true }],
  ["dark, on a phone", { colorScheme: "dark", viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true }],
];

describe.each(looks)("%s", (_, options) => {
  test("the page opens without complaint, and asks for nothing", async () => {
    await using report = await open(options);
    await openEverything(report.page);
    expect(await report.page.title()).toContain("58 of 100");
    expect(report.complaints).toEqual([]);
    expect(report.requests.filter((url) => url !== address && !url.startsWith("data:"))).toEqual([]);
  });

  test("nothing sticks out to the side, with everything opened", async () => {
    await using report = await open(options);
    await openEverything(report.page);
    expect(await overflow(report.page)).toEqual([]);
  });

  test("axe finds nothing, with everything opened", async () => {
    await using report = await open(options);
    await openEverything(report.page);
    const { violations } = await new AxeBuilder({ page: report.page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
    expect(found).toEqual([]);
  });
});

test("dark is dark and light is light", async () => {
  const paper = async (colorScheme: "light" | "dark") => {
    await using report = await open({ colorScheme });
    return await ask<string>(report.page, "getComputedStyle(document.body).backgroundColor");
  };
  expect(await paper("light")).toBe("rgb(245, 246, 244)");
  expect(await paper("dark")).toBe("rgb(18, 22, 20)");
});

test("the plot's lines take their colours from the page", async () => {
  const stroke = async (colorScheme: "light" | "dark") => {
    await using report = await open({ colorScheme });
    return await ask<string>(
      report.page,
      `getComputedStyle(document.querySelector('.plot svg path[stroke="var(--line-1)"]')).stroke`,
    );
  };
  expect(await stroke("light")).toBe("rgb(179, 38, 30)");
  expect(await stroke("dark")).toBe("rgb(255, 157, 148)");
});

test("the keyboard reaches the skip link, then every details, and opens and closes them", async () => {
  await using report = await open({ viewport: { width: 1280, height: 900 } });
  const { page } = report;
  await page.keyboard.press("Tab");
  expect(await page.locator(":focus").textContent()).toBe("Skip to the criteria");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const focused = page.locator(":focus");
  expect(await focused.textContent()).toContain("Requests get the answers");
  await page.keyboard.press("Enter");
  expect(await focused.locator("xpath=..").getAttribute("open")).toBeNull();
  await page.keyboard.press("Space");
  expect(await focused.locator("xpath=..").getAttribute("open")).toBe("");

  await page.locator(".skip").focus();
  const visible = await page.locator("summary:visible").count();
  const reached = new Set<number>();
  for (let press = 0; press < 300 && reached.size < visible; press += 1) {
    await page.keyboard.press("Tab");
    const place = await ask<number>(page, `[...document.querySelectorAll("summary")].indexOf(document.activeElement)`);
    if (place >= 0) reached.add(place);
  }
  expect(visible).toBeGreaterThan(20);
  expect(reached.size).toBe(visible);
});

test("a click on a command selects all of it, and nothing else", async () => {
  await using report = await open({ viewport: { width: 1280, height: 900 } });
  await report.page.locator("pre.curl").first().click();
  expect(await ask<string>(report.page, "getSelection().toString()")).toBe(
    exampleScorecard().checks.flatMap(({ outcome }) =>
      outcome.verdict === "failed" ? outcome.findings.map(({ curl }) => curl) : [],
    )[0],
  );
});

test("on paper, closed criteria show their checks", async () => {
  await using report = await open({ viewport: { width: 794, height: 1123 } });
  const inside = report.page.locator(".criterion.is-full").first().locator(".check-title").first();
  const isShown = () => inside.evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true }));
  expect(await isShown()).toBe(false);
  await report.page.emulateMedia({ media: "print" });
  expect(await isShown()).toBe(true);
});
