import { defineCheck } from "../check.ts";

/** Counts the tests that ran, passed or not: whether they pass is another question. Share: tests there are over tests asked for. */
export default defineCheck({
  id: "tests.minimum",
  stage: "tests",
  title: "There are as many tests as the brief asks for",
  why: "A handful of tests can't hold the behaviour of a whole service in place.",
  hint: "Add tests for what the brief promises: one for each rule, and for each way it can be broken. Skipped tests do not count.",
  notAskedBy: ({ tests }) => (tests === undefined ? "The brief asks for no tests." : undefined),
  run({ brief, tests }) {
    const least = brief.tests?.minimum ?? 0;
    const ran = tests.notRun === undefined ? tests.passed + tests.failed + tests.errors : 0;
    const examined = `${ran} tests ran, ${tests.skipped} were skipped`;
    if (ran >= least) return { verdict: "passed", examined };
    // What a stopped run did not reach is not known; tests.pass has already said that it was stopped.
    if (tests.timedOut) {
      return { verdict: "blocked", by: "tests.pass", reason: "The tests were stopped before all of them had run." };
    }
    const message = ran === 0 ? "There is no test that runs." : `There are ${ran} tests that run.`;
    const finding = { message, expected: `at least ${least}`, received: String(ran) };
    return { verdict: "failed", share: ran / least, examined, findings: [finding] };
  },
});
