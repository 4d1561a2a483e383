import { expect, test } from "vitest";
import { renderCsv } from "../../../harness/report/csv.ts";
import type { Scorecard } from "../../../harness/types/scorecard.ts";
import { exampleScorecard } from "./fixture.ts";

const named = (name: string): Scorecard => {
  const card = exampleScorecard();
  return { ...card, submission: { ...card.submission, name } };
};
const firstCell = (name: string): string => {
  const [, row = ""] = renderCsv(named(name)).split("\r\n");
  const [, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^,]*)),/.exec(row) ?? [];
  return quoted?.replaceAll('""', '"') ?? plain ?? "";
};

test("there is a row for each criterion, with its points, and none where it was not decided", () => {
  const card = exampleScorecard();
  const rows = renderCsv(card).split("\r\n");
  expect(rows[0]).toBe("submission,brief,category,criterion,title,points,of,state,reason");
  const criteria = card.categories.flatMap((category) => category.criteria).length + card.stretch.length;
  expect(rows).toHaveLength(criteria + 2);
  expect(rows.filter((row) => /,,\d+,undecided,/.test(row))).toHaveLength(1);
});

test.each(["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1"])("%j is no formula", (name) => {
  expect(firstCell(name)).toMatch(/^'/);
});

test.each(['a "b", c', "a\r\nb", "a;b|c", "'quoted'"])("%j stays in one cell of one row", (name) => {
  const rows = renderCsv(named(name)).split("\r\n").length;
  expect(rows).toBe(renderCsv(named("plain")).split("\r\n").length);
  expect(firstCell(name)).toBe(name.replace(/\s+/g, " "));
});
