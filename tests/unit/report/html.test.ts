import { describe, expect, test } from "vitest";
import { renderHtml } from "../../../harness/report/html.ts";
import { lineChart } from "../../../harness/report/html/line-chart.ts";
import type { Plot } from "../../../harness/types/outcome.ts";
import type { Exchange } from "../../../harness/types/exchange.ts";
import { exampleScorecard } from "./fixture.ts";
import { hostile } from "./hostile-text.ts";

const page = () => renderHtml(exampleScorecard());
const body = () => page().replace(/<style>[\s\S]*?<\/style>/, "");
const words = () =>
  body()
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

test("the same scorecard gives the same bytes, also after another page was made", () => {
  const first = page();
  renderHtml(exampleScorecard({ "latency.read": { verdict: "passed" } }));
  expect(page()).toBe(first);
});

test("each signal of experience stands with what its checks say", () => {
  const [, signals = ""] = words().split("Signals of experience");
  for (const part of ["Junior It does what was asked.", "Errors have one form not shown", "Senior", "It is fast"]) {
    expect(signals).toContain(part);
  }
});

describe("at the top", () => {
  const top = () => words().slice(0, words().indexOf("Where points were lost"));

  test("stand the grade in a sentence, points out of 100, and points per category", () => {
    expect(top()).toContain(
      "More than half of what was examined is there; 17.5 of the 34 lost points are in correctness.",
    );
    expect(top()).toContain("58 of 100 points");
    for (const row of ["Correctness 24.5 of 50, 8 open", "Design 7.5 of 15", "Operations 6 of 15"]) {
      expect(top()).toContain(row);
    }
  });

  test("stands that the run is incomplete, why, and what is open", () => {
    expect(top()).toContain("This grade is incomplete");
    expect(top()).toContain("8 points are open");
    expect(top()).toContain("The engine stopped answering while the request was under way.");
  });

  test("stands which points this way of running did not examine", () => {
    const scorecard = exampleScorecard({ "docs.readme": { verdict: "not-applicable", reason: "There is no source." } });
    expect(renderHtml(scorecard)).toContain("8 points were not examined");
    expect(page()).not.toContain("points were not examined");
  });

  test("stands which failure hides others", () => {
    expect(top()).toContain("1 check could not be shown because this one failed: Response bodies are as documented");
  });
});

test("a complete run says nothing of being incomplete", () => {
  const complete = renderHtml(exampleScorecard({ "auth.missing": { verdict: "passed" } }));
  expect(complete).not.toContain("incomplete");
  expect(complete).toContain("All 100 points could be decided.");
});

test("every criterion has its levels, and every check of it its verdict", () => {
  const { categories, checks } = exampleScorecard();
  const written = page();
  for (const { title, describes } of categories.flatMap(({ criteria }) => criteria)) {
    for (const text of [title, describes.full, describes.half, describes.none]) {
      expect(written).toContain(text.replaceAll("'", "&#39;"));
    }
  }
  for (const { id, outcome } of checks) {
    expect(written).toMatch(new RegExp(`class="check is-${outcome.verdict}" id="[\\w-]+--${id.replace(/\W/g, "-")}"`));
  }
});

test("links inside the page lead somewhere, and no two elements share an id", () => {
  const ids = [...page().matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual([...new Set(ids)]);
  const targets = [...page().matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(10);
  expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
});

test("nothing is loaded from anywhere, and no script is in the page", () => {
  expect(page()).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:;`,
  );
  expect(body()).not.toMatch(/<(script|img|iframe|object|embed|form|base)\b|\son\w+="/i);
  const loaded = [...body().matchAll(/(?:src|href|action)="([^"]*)"/g)].map(([, to = ""]) => to);
  expect(loaded.filter((to) => !to.startsWith("#") && !to.startsWith("data:"))).toEqual([]);
});

test("text of a candidate is text, wherever it stands", () => {
  expect(body()).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
  expect(body()).toContain("&lt;script&gt;alert(&quot;graded 100&quot;)&lt;/script&gt;");
});

test("characters that can't be seen are named, and set apart", () => {
  expect(page()).not.toMatch(/[^\n\t\P{Cc}]|\p{Cf}/u);
  expect(page()).toContain('user<span class="unseen">\\u{202E}</span>txt.exe');
  expect(page()).toContain('<span class="unseen">\\u{1B}</span>[2J');
});

test("long text is cut, and says how much is missing", () => {
  const exchange: Exchange = {
    request: {
      method: "GET",
      target: `/${"t".repeat(50_000)}`,
      headers: [["x-long", "h".repeat(50_000)]],
      body: undefined,
    },
    response: { status: 200, headers: [], body: "b".repeat(1_000_000), bodyBytes: 1_000_000, bodyCut: false },
    failure: undefined,
    durationMs: 1,
    curl: "curl",
  };
  const findings = Array.from({ length: 50 }, () => ({
    message: "m".repeat(100_000),
    received: hostile.script.repeat(10_000),
    detail: "d".repeat(100_000),
    exchanges: Array.from({ length: 20 }, () => exchange),
  }));
  const long = renderHtml(exampleScorecard({ "latency.read": { verdict: "failed", share: 0, findings } }));
  expect(long.length).toBeLessThan(1_500_000);
  expect(long).toContain("… 996,000 characters left out …");
  expect(long).toContain("And 40 more findings");
  expect(long).toContain("And 14 more exchanges");
});

test("a plot is drawn and can be read as numbers", () => {
  const figure = /<figure class="plot">[\s\S]*?<\/figure>/.exec(page())?.[0] ?? "";
  expect(figure).toContain("<figcaption>Latency of each request, sorted</figcaption>");
  expect(figure).toMatch(/<path d="M[^"]+"[^>]* stroke="var\(--line-1\)"/);
  expect(figure).toMatch(/<path d="M[^"]+"[^>]* stroke="var\(--line-2\)"/);
  expect(figure).toContain('<tr><th scope="row">95</th><td>17.8</td><td>3.4</td></tr>');
});

test("on logarithmic axes, growth in step with the records is a straight line", () => {
  const plot: Plot = {
    ...{ title: "Growth", xLabel: "records", yLabel: "ms", scale: "log" },
    series: [
      {
        name: "in step",
        points: [
          [1_000, 2],
          [10_000, 20],
          [100_000, 200],
        ],
      },
    ],
  };
  const figure = lineChart(plot, "growth").markup;
  const [, path = ""] = /<path d="(M[^"]+)"[^>]* stroke="var\(--line-1\)"/.exec(figure) ?? [];
  const [x1, y1, x2, y2, x3, y3] = (path.match(/[\d.]+/g) ?? []).map(Number);
  expect(Number(x2) * 2).toBeCloseTo(Number(x1) + Number(x3), 0);
  expect(Number(y2) * 2).toBeCloseTo(Number(y1) + Number(y3), 0);
  expect(figure).toContain('<tr><th scope="row">100000</th><td>200</td></tr>');
});

test("a time line is drawn, and told row by row with its promise, also where it passed", () => {
  const figure = /<figure class="time-line">[\s\S]*?<\/figure>/.exec(page())?.[0] ?? "";
  expect(figure).toContain("Stop: stopped in 0.9 s");
  expect(figure).toContain("Promised: finishes what it is doing and ends within 10 s of SIGTERM");
  expect(figure).toContain('<th scope="row">0.3 s</th>');
  expect(figure).toContain(": 503, 2 times</td>");
  expect(figure.match(/<circle /g)).toHaveLength(3);
  expect(figure).toContain("not as promised");
});

test("two plots in one page do not share what they refer to", () => {
  const outcome = exampleScorecard().checks.find(({ id }) => id === "latency.read")?.outcome;
  if (outcome === undefined) throw new Error("the fixture has a plot");
  const two = renderHtml(exampleScorecard({ "docs.readme": outcome }));
  const clips = [...two.matchAll(/<clipPath id="([^"]+)"/g)].map(([, id]) => id);
  expect(clips.length).toBeGreaterThan(1);
  expect(new Set(clips).size).toBe(clips.length);
  for (const [, id] of two.matchAll(/url\(#([^)]+)\)/g)) expect(clips).toContain(id);
});

test("the run can be repeated from what the page says", () => {
  const text = words();
  for (const fact of [
    "--seed 1234567",
    "9f2c".repeat(16),
    "2025-06-01 09:30 UTC",
    "512 MiB",
    "Stages, 1 min 15 s in all",
    "on core 1",
  ]) {
    expect(text).toContain(fact);
  }
  expect(text).toContain("There was no Dockerfile: assay&#39;s default was used.");
});

test("questions stand with their places, and what a candidate wrote in them stays text", () => {
  expect(words()).toContain("To talk about");
  expect(words()).toContain("create_order catches everything. Who notices?");
  expect(body()).not.toContain("<script");
  expect(renderHtml({ ...exampleScorecard(), questions: [] })).not.toContain("To talk about");
});
