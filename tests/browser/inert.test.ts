import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderHtml } from "../../harness/report/html.ts";
import { scorecardSaying } from "../unit/report/scorecard-saying.ts";
import { chromiumPath } from "./chromium.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
});

afterAll(async () => await browser?.close());

/** Ways to run a script, to load something or to break out of where the text stands; `EVIL` becomes an address that answers. */
const attacks: readonly string[] = [
  "<script>window.ran = 1; alert(1)</script><script src=EVIL/s.js></script>",
  '"><img src=EVIL/i.png onerror="window.ran = 1"><svg onload=\'window.ran = 1\'>',
  "' onmouseover='window.ran = 1' autofocus onfocus='window.ran = 1' x='",
  "</style><style>@import url(EVIL/a.css); body { background: url(EVIL/b.png) }</style>",
  "</title></textarea></pre></details><iframe src=EVIL/f.html></iframe><object data=EVIL/o></object><embed src=EVIL/e>",
  "<svg><use href='EVIL/u.svg#x'/><image href='EVIL/i.svg'/><script>window.ran = 1</script><animate onbegin='window.ran = 1'/></svg>",
  "<link rel=stylesheet href=EVIL/l.css><link rel=prefetch href=EVIL/p><base href=EVIL/><meta http-equiv=refresh content='0;url=EVIL/m'>",
  '<form action=EVIL/form><input name=x autofocus></form><a href="javascript:window.ran = 1" ping=EVIL/ping>x</a>',
  "javascript:window.ran = 1",
  "--></script><script>window.ran = 1</script><!--",
  '{"__proto__": 1}</script><script>window.ran = 1//',
  "\u2028window.ran = 1\u2029<math><mtext><img src=x onerror='window.ran = 1'></math>",
  "<noscript><p title='</noscript><img src=EVIL/n onerror=window.ran=1>'>",
  "&lt;img src=EVIL/d onerror=window.ran=1&gt; &#60;script&#62;window.ran=1&#60;/script&#62;",
];

/** A server that counts what is asked of it, and a page of it, opened as a report that somebody put on the web. */
async function opened(body: (evil: string) => string) {
  const asked: string[] = [];
  let page = "";
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    response.setHeader("Content-Type", "text/html; charset=utf-8").end(url === "/report" ? page : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  page = body(origin);
  const context = await browser.newContext();
  const tab = await context.newPage();
  const dialogs: string[] = [];
  tab.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  await tab.goto(`${origin}/report`);
  await tab.locator("details").evaluateAll((all) => {
    for (const each of all) each.setAttribute("open", "");
  });
  await tab.mouse.move(200, 200);
  await tab.waitForTimeout(200);
  return {
    tab,
    asked,
    dialogs,
    async [Symbol.asyncDispose]() {
      await context.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const ran = "window.ran === 1";
/** All at once, without the one that no policy of a page forbids: to go elsewhere by itself. */
const attackOf = (evil: string): string =>
  attacks
    .join("\n")
    .replace(/<meta [^>]*>/, "")
    .replaceAll("EVIL", evil);

test("a page that shows the attacks as they are is taken over: they do what they say", async () => {
  await using page = await opened((evil) => `<!doctype html><title>x</title>${attackOf(evil)}`);
  expect(await page.tab.evaluate(ran)).toBe(true);
  expect(page.asked.length).toBeGreaterThan(5);
});

test.each(attacks.map((attack) => [attack.slice(0, 40), attack]))(
  "a report that says %s everywhere runs nothing and asks for nothing",
  async (_, attack) => {
    await using page = await opened((evil) => renderHtml(scorecardSaying(attack.replaceAll("EVIL", evil))));
    expect(await page.tab.evaluate(ran)).toBe(false);
    expect(page.dialogs).toEqual([]);
    expect(page.asked).toEqual(["/report"]);
    expect(page.tab.url()).toMatch(/\/report$/);
    // Shown, not swallowed.
    expect(await page.tab.locator("body").textContent()).toContain(
      attack.replace(/[\s\u2028\u2029].*$/s, "").slice(0, 12),
    );
  },
);

test("even markup that found a way into the page runs nothing and asks for nothing: its policy is in force", async () => {
  await using page = await opened((evil) =>
    renderHtml(scorecardSaying("x")).replace("<main>", () => `<main>${attackOf(evil)}<img src="${evil}/direct.png">`),
  );
  expect(await page.tab.evaluate(ran)).toBe(false);
  expect(page.dialogs).toEqual([]);
  expect(page.asked).toEqual(["/report"]);
});
