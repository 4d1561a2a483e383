import { expect, test } from "vitest";
import { renderMarkdown } from "../../../harness/report/markdown.ts";
import { exampleScorecard } from "./fixture.ts";

/** The comment split as CommonMark does: a fenced block ends only with a fence that is at least as long as the one it began with. */
function split(markdown: string): { readonly prose: string; readonly code: readonly string[] } {
  const prose: string[] = [];
  const code: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const run = /^ {0,3}(`{3,})/.exec(line)?.[1];
    if (fence === undefined && run !== undefined) {
      fence = run;
      code.push("");
    } else if (fence !== undefined && run !== undefined && run.length >= fence.length && line.trim() === run) {
      fence = undefined;
    } else if (fence === undefined) prose.push(line);
    else code.push(`${code.pop() ?? ""}${line}\n`);
  }
  expect(fence, "a fenced block is left open").toBeUndefined();
  return { prose: prose.join("\n"), code };
}

const decoded = (prose: string): string =>
  prose.replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)));
const finding = (message: string, more: object = {}) =>
  exampleScorecard({ "latency.read": { verdict: "failed", share: 0, findings: [{ message, ...more }] } });

test("the comment begins with the points and has a row for each category", () => {
  const markdown = renderMarkdown(exampleScorecard());
  expect(markdown).toMatch(/^## 58 of 100 points: ada-lovelace/);
  expect(markdown).toContain("| Correctness | 24.5 | 50 | 8 |");
  expect(markdown).toContain("| **Total** | **58** | **100** | 8 |");
  expect(markdown).toContain("| Stretch (bonus) | 1 | | |");
});

test("what was done to the app stands below the points, on one line", () => {
  expect(renderMarkdown(exampleScorecard())).toContain("**Disturbed.** Stop: stopped in 0.9 s\n");
  const undisturbed = exampleScorecard({ "operations.graceful-stop": { verdict: "passed" } });
  expect(renderMarkdown(undisturbed)).not.toContain("Disturbed");
});

test("signals of experience follow, each with its checks and what failed, and no number", () => {
  const markdown = renderMarkdown(exampleScorecard());
  const [, signals = ""] = markdown.split("### Signals of experience");
  expect(signals).toContain("- Errors have one form: **not shown** (");
  expect(signals).toContain("**Senior**: It also stays right when parts of it fail");
  expect(signals.split("### ")[0]).not.toMatch(/\d+ (of|points)/);
});

test("criteria that lost points follow, the largest loss first, with the finding and its command", () => {
  const markdown = renderMarkdown(exampleScorecard());
  const titles = [...markdown.matchAll(/^\*\*(.+)\*\* \((.+)\)$/gm)].map(([, title, points]) => `${title}: ${points}`);
  expect(titles).toEqual([
    "Errors are problem documents, everywhere: 0 of 14",
    "It answers fast: 0 of 9",
    "Failures are not swallowed: 7.5 of 15",
    "Requests get the answers that the document promises: 14.5 of 18",
  ]);
  expect(split(markdown).code).toContain('curl -i "$BASE_URL"/v1/nowhere\n');
});

test("an incomplete run is said before the points of categories", () => {
  const markdown = renderMarkdown(exampleScorecard());
  expect(markdown.indexOf("This grade is incomplete")).toBeGreaterThan(0);
  expect(markdown.indexOf("This grade is incomplete")).toBeLessThan(markdown.indexOf("| Category"));
  expect(markdown).toContain("8 points are open: Requests without credentials are refused");
});

test("outside of fenced blocks there is no markup of a candidate's", () => {
  const { prose } = split(renderMarkdown(exampleScorecard()));
  expect(prose).not.toMatch(/<|\]\(|!\[|`|~~|\$/);
  expect(prose.replace(/^\|.*$/gm, "")).not.toContain("|");
});

test("nobody is mentioned, and no issue, address or commit is linked, not even once the text is shown", () => {
  const shown = decoded(split(renderMarkdown(finding("see 3f786850e387 GH-12 #12 @octocat a@b.example"))).prose);
  expect(shown).toContain("octocat");
  expect(shown).not.toMatch(/@\w|#\d|GH-\d|:\/\/|www\.|3f786850e387/);
  const fixture = decoded(split(renderMarkdown(exampleScorecard())).prose);
  expect(fixture).not.toMatch(/@\w|#\d|:\/\/|www\./);
});

test("backticks in a command do not end its block", () => {
  const { code, prose } = split(renderMarkdown(finding("slow", { curl: "curl '```\n````\n# Approved\n'" })));
  expect(code).toContain("curl '```\n````\n# Approved\n'\n");
  expect(prose).not.toContain("Approved");
});

test("a message can't begin a list, a heading or a quote", () => {
  for (const start of ["1. one", "- one", "+ one", "# one", "> one", "* one", "=== one"]) {
    const line =
      renderMarkdown(finding(start))
        .split("\n")
        .find((each) => each.endsWith("one")) ?? "";
    expect(line).not.toMatch(/^(\d+[.)]|[-+#>*=])/);
  }
});

test("characters that can't be seen are written by their code points", () => {
  const markdown = renderMarkdown(exampleScorecard());
  expect(markdown).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
  expect(decoded(markdown)).toContain("\\u{202E}");
});

test("the comment stays under what GitHub takes, and says what it left out", () => {
  const scorecard = exampleScorecard();
  const many = Array.from({ length: 200 }, (_, index) => ({
    id: `extra-${index}`,
    title: "Extra",
    possible: 1,
    points: 0,
    level: "none" as const,
    describes: { full: "", half: "", none: "" },
    checks: [],
    reason: "*".repeat(5_000),
  }));
  const [first, ...rest] = scorecard.categories;
  if (first === undefined) throw new Error("the fixture has categories");
  const markdown = renderMarkdown({ ...scorecard, categories: [{ ...first, criteria: many }, ...rest] });
  expect(markdown.length).toBeLessThan(65_536);
  expect(markdown).toMatch(/And \d+ more criteria\./);
  expect(markdown).toMatch(/report\.html_\n$/);
});

test("the same scorecard gives the same comment", () => {
  expect(renderMarkdown(exampleScorecard())).toBe(renderMarkdown(exampleScorecard()));
});

test("questions are a list after the points, and mention nobody", () => {
  const { prose } = split(renderMarkdown(exampleScorecard()));
  expect(decoded(prose)).toContain("1. create_order catches everything. Who notices?");
  expect(prose).not.toContain("@octocat");
  expect(renderMarkdown({ ...exampleScorecard(), questions: [] })).not.toContain("To talk about");
});
