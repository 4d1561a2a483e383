import { defineCheck } from "../check.ts";

/**
 * Share: passed over passed, failed and broken tests. The exit code decides only where the runner itself broke off: a
 * coverage threshold of the candidate's own (exit code 1, all tests passed) is no failed test.
 */
export default defineCheck({
  id: "tests.pass",
  stage: "tests",
  title: "The repository's own tests pass",
  why: "Tests that fail where they were not written tell nobody anything.",
  hint: "Run the tests in a fresh container of the image, with nothing but the variables of the brief and an empty database.",
  notAskedBy: ({ tests }) => (tests === undefined ? "The brief asks for no tests." : undefined),
  run({ tests }) {
    const { passed, failed, errors, skipped, exitCode, timedOut, command, notRun } = tests;
    const bad = failed + errors;
    const detail = tests.output === "" ? {} : { detail: tests.output };
    const examined = `${passed} passed, ${failed} failed, ${errors} broken, ${skipped} skipped`;
    const fail = (share: number, message: string) =>
      ({ verdict: "failed", share, examined, findings: [{ message, ...detail }] }) as const;

    if (notRun !== undefined) return fail(0, `The tests could not be run: ${notRun}`);
    if (timedOut) return fail(0, `The tests were stopped at their time limit, after ${seconds(tests.durationMs)} s.`);
    if (passed + bad === 0) return fail(0, `${command} ran no test (exit code ${exitCode}).`);
    if (bad > 0) {
      const named = tests.cases
        .filter(({ outcome }) => outcome === "failed" || outcome === "error")
        .map(({ id }) => id);
      const list = named.length > 0 ? `: ${named.slice(0, 10).join(", ")}` : "";
      return fail(passed / (passed + bad), `${bad} of ${passed + bad} tests did not pass${list}`);
    }
    if (exitCode > 1) {
      return fail(passed / (passed + 1), `The tests broke off with exit code ${exitCode} after ${passed} had passed.`);
    }
    return { verdict: "passed", examined };
  },
});

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
