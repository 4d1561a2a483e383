import fc from "fast-check";
import { expect, test } from "vitest";
import { renderCsv } from "../../../harness/report/csv.ts";
import { renderHtml } from "../../../harness/report/html.ts";
import { renderJunit } from "../../../harness/report/junit.ts";
import { renderMarkdown } from "../../../harness/report/markdown.ts";
import { renderSarif } from "../../../harness/report/sarif.ts";
import { renderTerminal } from "../../../harness/report/terminal.ts";
import { unseen } from "../../../harness/report/text/unseen.ts";
import { hostile } from "./hostile-text.ts";
import { scorecardSaying } from "./scorecard-saying.ts";

const pieces = [
  ...[
    "<",
    ">",
    "&",
    '"',
    "'",
    "`",
    "```",
    "](",
    "![",
    "[",
    "@",
    "#1",
    "|",
    "\\",
    "~~",
    "$",
    "www.",
    "https://",
    "GH-1",
    "<!--",
    "]]>",
  ],
  ...[
    "=1+1",
    "+",
    "-",
    "\t",
    "\r",
    "\n",
    "\r\n",
    ",",
    ";",
    "\u0000",
    "\u001b[2J",
    "\u009b",
    "\u202e",
    "\u2028",
    "\ufeff",
    "\ud800",
  ],
  ...["\uffff", "&#x3c;", "javascript:", "--></style>", "{{7*7}}", "%0A", "x", " "],
];
/** Any text, and pieces of syntax in any order. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(fc.oneof(fc.constantFrom(...pieces, ...Object.values(hostile)), fc.string({ maxLength: 3 })), {
      maxLength: 6,
    })
    .map((all) => all.join("")),
);

/** The same property for every text, with the same texts each time. */
function forAnyText(holds: (said: string) => void, numRuns = 60): void {
  fc.assert(fc.property(text, holds), { numRuns, seed: 5 });
}

/** Elements of a page in order, without the marks around unseen characters. Only `<` begins one: attributes hold none. */
const elements = (page: string): readonly string[] =>
  [...page.matchAll(/<(\/?[a-z!][a-z0-9-]*)((?:\s+[a-z-]+="[^"]*")*)[^<]*?>/gi)]
    .filter(([whole]) => whole !== '<span class="unseen">' && whole !== "</span>")
    .map(([, name = ""]) => name);

test("in the page any text is text: the elements are those of a page that says x", () => {
  const plain = elements(renderHtml(scorecardSaying("x")));
  forAnyText((said) => {
    const page = renderHtml(scorecardSaying(`x${said}x`));
    expect(elements(page).filter((name) => !name.includes("span"))).toEqual(
      plain.filter((name) => !name.includes("span")),
    );
    expect(page).not.toMatch(/\son[a-z]+="|javascript:[^<]*"|<script/i);
  });
});

test("in Markdown any text is text: nothing links, mentions, loads or begins a block", () => {
  const structure = (markdown: string): readonly string[] =>
    markdown.split("\n").map((line) => /^(\||#+ |\*\*|```|- |$)/.exec(line)?.[0] ?? "");
  const withoutCode = (markdown: string): string => markdown.replace(/^(`{3,})(sh|text)\n[\s\S]*?\n\1$/gm, "");
  const plain = structure(withoutCode(renderMarkdown(scorecardSaying("x"))));
  forAnyText((said) => {
    const prose = withoutCode(renderMarkdown(scorecardSaying(`x${said}x`)));
    expect(structure(prose)).toEqual(plain);
    expect(prose).not.toMatch(/<|\]\(|!\[|`|~~|\$|@|(?<!&#8203;)\/\/|www\.|\bGH-\d/i);
  });
});

test("on a terminal any text is seen as it is: no escape, no control, no turned direction", () => {
  const look = { colour: false, width: 80, verbose: true, hints: true };
  forAnyText((said) => {
    expect(renderTerminal(scorecardSaying(said), look).replace(/[\n\t]/g, "")).not.toMatch(unseen);
  });
});

/** RFC 4180. */
function cellsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

test("in a spreadsheet any text is one cell, and no cell is a formula", () => {
  const plain = cellsOf(renderCsv(scorecardSaying("x"))).length;
  forAnyText((said) => {
    const rows = cellsOf(renderCsv(scorecardSaying(said)));
    expect(rows).toHaveLength(plain);
    for (const row of rows) {
      expect(row).toHaveLength(9);
      expect(row.filter((cell) => /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell))).toEqual([]);
    }
  });
});

test("the JUnit report is XML with the same elements for any text", () => {
  const tags = (xml: string): readonly string[] => [...xml.matchAll(/<([^<>\s]+)/g)].map(([, name = ""]) => name);
  const plain = tags(renderJunit(scorecardSaying("x")));
  forAnyText((said) => {
    const xml = renderJunit(scorecardSaying(said));
    expect(tags(xml)).toEqual(plain);
    expect(xml.replace(/&#\d+;/g, "")).not.toMatch(/&|[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
    expect(xml.replace(/<[^<>]*>/g, "")).not.toMatch(/[<>]/);
  });
});

test("the SARIF log is JSON with the same results for any text, and paths stay below the repository", () => {
  const plain = JSON.parse(renderSarif(scorecardSaying("x"))).runs[0].results.length;
  expect(plain).toBeGreaterThan(0);
  forAnyText((said) => {
    const written = renderSarif(scorecardSaying(`x${said}`));
    expect(written.replaceAll("\n", "")).not.toMatch(unseen);
    const { results } = JSON.parse(written).runs[0];
    expect(results).toHaveLength(plain);
    for (const { locations, message } of results) {
      const { uri } = locations[0].physicalLocation.artifactLocation;
      expect(new URL(uri, "file:///repository/").href).toMatch(/^file:\/\/\/repository\//);
      expect(message.text.replace(/\\[[\]\\]/g, "")).not.toMatch(/[[\]]/);
    }
  });
});
