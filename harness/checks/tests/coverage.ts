import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";

/** Branch coverage of the service's own code by its own tests. Share: measured over published, at most 1. */
export default defineCheck({
  id: "tests.coverage",
  stage: "tests",
  title: "The tests reach most of the code",
  why: "Code that no test runs can break without anyone noticing.",
  hint: "Look at the named files: their listed lines are run by no test.",
  notAskedBy: ({ tests }) => (tests === undefined ? "The brief asks for no tests." : undefined),
  question: ({ message, place }) =>
    place === undefined
      ? undefined
      : `${message} What do the lines from ${place.line} on do, and how would you test them?`,
  run({ brief, tests }) {
    const least = brief.tests?.branchCoverage ?? 0;
    const { coverage } = tests;
    const nothingRan =
      tests.notRun !== undefined || (tests.passed + tests.failed + tests.errors === 0 && !tests.timedOut);
    if (nothingRan) {
      const finding = { message: "No test ran, so no code was reached.", expected: percent(least) };
      return { verdict: "failed", share: 0, findings: [finding] };
    }
    if (coverage === undefined) {
      return tests.timedOut
        ? { verdict: "blocked", by: "tests.pass", reason: "The tests were stopped at their time limit." }
        : { verdict: "inconclusive", reason: "The coverage of the tests could not be measured." };
    }
    const measurements = [{ name: "branch coverage", value: Math.round(coverage.share * 1000) / 10, unit: "%" }];
    const examined = `${coverage.files.length} files`;
    if (coverage.share >= least) return { verdict: "passed", measurements, examined };
    const overall: Finding = {
      message: `The tests reach ${percent(coverage.share)} of the code's branches.`,
      expected: `at least ${percent(least)}`,
      received: percent(coverage.share),
    };
    const worst = coverage.files
      .filter(({ missingLines }) => missingLines.length > 0)
      .toSorted((a, b) => b.missingLines.length - a.missingLines.length)
      .slice(0, 5)
      .map(
        ({ path, share, missingLines: [line = 1, ...rest] }): Finding => ({
          message: `${path}: ${percent(share)} reached, ${rest.length + 1} lines not run.`,
          place: { path, line },
        }),
      );
    return {
      verdict: "failed",
      share: Math.min(1, coverage.share / least),
      measurements,
      examined,
      findings: [overall, ...worst],
    };
  },
});

function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}
