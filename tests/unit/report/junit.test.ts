import { expect, test } from "vitest";
import { renderJunit } from "../../../harness/report/junit.ts";
import { exampleScorecard } from "./fixture.ts";

const xml = renderJunit(exampleScorecard());
const caseOf = (name: string): string =>
  new RegExp(`<testcase [^>]*name="${name}:[^]*?(?:/>|</testcase>)`).exec(xml)?.[0] ?? "";

test("a failed check is a failure with what was expected, received, and the command", () => {
  const shown = caseOf("framework");
  expect(shown).toContain('<failure type="failed" message="An unknown path gives');
  expect(shown).toContain("expected: 404 with content-type: application/problem+json");
  expect(shown).toContain("curl -i");
});

test("trouble of assay's own is an error, and what is blocked or not asked for is skipped", () => {
  expect(caseOf("missing")).toContain('<error type="inconclusive"');
  expect(caseOf("schema")).toContain('<skipped message="Blocked by contract.response-body');
  expect(caseOf("head-and-options")).toContain("<skipped");
});

test("advice fails no build", () => {
  const card = exampleScorecard();
  const checks = card.checks.map((check) => ({ ...check, advisory: true }));
  expect(renderJunit({ ...card, checks })).not.toMatch(/<failure|<error/);
});

test("the counts of a suite are those of its cases", () => {
  for (const [suite] of xml.matchAll(/<testsuite .*?<\/testsuite>/gs)) {
    const count = (what: string): number => Number(new RegExp(` ${what}="(\\d+)"`).exec(suite)?.[1]);
    expect(suite.match(/<testcase /g)).toHaveLength(count("tests"));
    expect(suite.match(/<failure /g) ?? []).toHaveLength(count("failures"));
    expect(suite.match(/<error /g) ?? []).toHaveLength(count("errors"));
    expect(suite.match(/<skipped /g) ?? []).toHaveLength(count("skipped"));
  }
});
