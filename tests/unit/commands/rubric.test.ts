import { expect, test } from "vitest";
import { rubricPage } from "../../../harness/commands/rubric-page.ts";
import { renderRubricHtml } from "../../../harness/report/rubric-html.ts";
import { renderRubricMarkdown, renderRubricTable } from "../../../harness/report/rubric-markdown.ts";
import { orders, ordersChecks, ordersPage } from "./orders-page.ts";

const markdown = renderRubricMarkdown(ordersPage);
const html = renderRubricHtml(ordersPage);
const criteria = [...orders.rubric.criteria, ...orders.rubric.stretch];

/** What a browser shows: tags gone, entities read. */
const shown = html
  .replace(/<[^>]+>/g, " ")
  .replaceAll("&#39;", "'")
  .replaceAll("&quot;", '"')
  .replaceAll("&gt;", ">")
  .replaceAll("&lt;", "<")
  .replaceAll("&amp;", "&");

test.each(criteria)("$id is in both forms with its points, what they look like, and its checks", (criterion) => {
  expect(markdown).toContain(`### ${criterion.title}: ${criterion.points} points`);
  expect(shown).toMatch(new RegExp(`${RegExp.escape(criterion.title)}\\s+${criterion.points} points`));
  for (const words of [criterion.full, criterion.half, criterion.none]) {
    expect(markdown).toContain(words);
    expect(shown).toContain(words);
  }
  for (const id of criterion.checks) {
    expect(markdown).toContain(`- **Title of ${id}** (\`${id}\`). Why ${id}`);
    expect(html).toContain(`<strong>Title of ${id}</strong> <code>${id}</code><br>Why ${id}`);
  }
});

test("categories stand in the order of reports, with their points", () => {
  expect(ordersPage.categories.map(({ name, points }) => [name, points])).toEqual([
    ["correctness", 50],
    ["design", 15],
    ["tests", 12],
    ["docs", 8],
    ["operations", 15],
  ]);
});

test("a category without criteria is left out", () => {
  const criteriaOfDocs = orders.rubric.criteria.filter(({ category }) => category === "docs");
  const page = rubricPage({ ...orders, rubric: { criteria: criteriaOfDocs, stretch: [], levels: [] } }, ordersChecks);
  expect(page.categories.map(({ name }) => name)).toEqual(["docs"]);
  expect(renderRubricMarkdown(page)).not.toContain("Bonus");
  expect(renderRubricHtml(page)).not.toContain("Bonus");
  expect(renderRubricMarkdown(page)).not.toContain("Signals");
  expect(renderRubricHtml(page)).not.toContain("Signals");
});

test("what speaks for which experience is published with the checks that show it, and without a number", () => {
  const [, signals = ""] = markdown.split("## Signals of experience");
  for (const part of ["### Junior", "### Mid-level", "### Senior", "`tests.kills-mutants`", "never added up"]) {
    expect(signals).toContain(part);
  }
  expect(signals).not.toMatch(/\d points?/);
  expect(shown).toContain("It stays right when several clients act at once");
});

test("the numbers that checks compare with are published", () => {
  for (const bound of ["within 30 s", "at least 12", "at least 70 %", "at most 10", "100; more gives 422"]) {
    expect(markdown).toContain(bound);
    expect(shown).toContain(bound);
  }
});

test("numbers of what a brief does not ask for are left out", () => {
  const page = rubricPage(
    {
      ...orders,
      pagination: undefined,
      latency: undefined,
      database: undefined,
      observability: undefined,
      tests: undefined,
    },
    ordersChecks,
  );
  expect(page.thresholds.map(({ what }) => what).join("\n")).not.toMatch(/page|p95|SQL|log|Tests|coverage/);
});

test("commands of migrations that a brief names for all are published", () => {
  const migrations = { up: "make migrate", back: undefined, down: "make empty", check: undefined };
  if (orders.database === undefined) throw new Error("orders asks for a database");
  const page = rubricPage({ ...orders, database: { ...orders.database, migrations } }, ordersChecks);
  const bounds = page.thresholds.filter(({ what }) => what.startsWith("Migrations")).map(({ bound }) => bound);
  expect(bounds).toEqual(["make migrate", "make empty"]);
});

test("a rubric with a check that does not exist is refused", () => {
  const others = ordersChecks.filter(({ id }) => id !== "contract.examples");
  expect(() => rubricPage(orders, others)).toThrow(/names the check contract\.examples, which does not/);
});

test("the page needs nothing else: no script, no request", () => {
  expect(html).not.toMatch(/<script|<link|<img|src=|@import|url\(|https?:/);
  expect(html).toContain(`default-src 'none'`);
});

test("words of a brief are text, never markup", () => {
  const title = `</title><script>alert("1")</script> a|b`;
  const page = { ...ordersPage, title, thresholds: [{ what: "a|b", bound: "<i>" }] };
  expect(renderRubricHtml(page)).not.toMatch(/<script>|<i>/);
  expect(renderRubricMarkdown(page)).not.toMatch(/<script>|<i>/);
  expect(renderRubricMarkdown(page)).toContain("| a\\|b | &lt;i> |");
});

test("the table has one line for each criterion, and marks the bonus", () => {
  const lines = renderRubricTable(ordersPage).split("\n");
  expect(lines).toHaveLength(2 + criteria.length);
  expect(lines.at(-1)).toBe("| Bonus | The history shows how the work grew | +2 |");
});
