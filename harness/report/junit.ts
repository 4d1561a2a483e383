import type { Outcome } from "../types/outcome.ts";
import type { CheckResult, Scorecard } from "../types/scorecard.ts";
import { xmlText } from "./junit/xml-text.ts";
import { findingText } from "./text/finding-text.ts";

/**
 * The checks as JUnit XML, which CI servers show test by test: a suite for each family, a test case for each check. A failed check
 * that costs points is a `failure`, one that assay could not decide an `error`; what is blocked, not asked for, or only advice is
 * `skipped`.
 */
export function renderJunit(scorecard: Scorecard): string {
  const families = Map.groupBy(scorecard.checks, ({ id }) => id.split(".")[0] ?? id);
  const suites = [...families].map(([family, checks]) => suite(family, checks, scorecard.run.startedAt));
  const name = `assay: ${scorecard.brief.id}: ${scorecard.submission.name}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xmlText(name)}" ${counts(scorecard.checks)}>`,
    ...suites,
    "</testsuites>\n",
  ].join("\n");
}

function suite(family: string, checks: readonly CheckResult[], startedAt: string): string {
  return [
    `<testsuite name="${xmlText(family)}" timestamp="${xmlText(startedAt)}" ${counts(checks)}>`,
    ...checks.map(testCase),
    "</testsuite>",
  ].join("\n");
}

function testCase(check: CheckResult): string {
  const { id, title, durationMs } = check;
  const [family = id, ...rest] = id.split(".");
  const attributes = `classname="${xmlText(family)}" name="${xmlText(`${rest.join(".")}: ${title}`)}" time="${seconds(durationMs)}"`;
  const inside = result(check);
  return inside === "" ? `<testcase ${attributes}/>` : `<testcase ${attributes}>${inside}</testcase>`;
}

type Kind = "passed" | "failure" | "error" | "skipped";

function kindOf({ outcome, advisory }: CheckResult): Kind {
  switch (outcome.verdict) {
    case "passed":
      return "passed";
    case "failed":
      return advisory ? "skipped" : "failure";
    case "inconclusive":
      return advisory ? "skipped" : "error";
    case "blocked":
    case "not-applicable":
      return "skipped";
  }
}

function result(check: CheckResult): string {
  const { outcome, advisory } = check;
  const kind = kindOf(check);
  if (kind === "passed") return "";
  const said = sayings(outcome);
  const message = xmlText(`${advisory ? "Advice, costs no points. " : ""}${said[0] ?? ""}`.split("\n")[0] ?? "");
  if (kind === "skipped") return `<skipped message="${message}"/>`;
  return `<${kind} type="${outcome.verdict}" message="${message}">${xmlText(said.join("\n\n"))}</${kind}>`;
}

function sayings(outcome: Outcome): readonly string[] {
  switch (outcome.verdict) {
    case "passed":
      return [];
    case "failed":
      return outcome.findings.map(findingText);
    case "blocked":
      return [`Blocked by ${outcome.by}: ${outcome.reason}`];
    case "not-applicable":
    case "inconclusive":
      return [outcome.reason];
  }
}

function counts(checks: readonly CheckResult[]): string {
  const of = (kind: Kind): number => checks.filter((check) => kindOf(check) === kind).length;
  const time = seconds(checks.reduce((total, { durationMs }) => total + durationMs, 0));
  return `tests="${checks.length}" failures="${of("failure")}" errors="${of("error")}" skipped="${of("skipped")}" time="${time}"`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
