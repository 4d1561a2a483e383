import { expect, test } from "vitest";
import type { Check } from "../../../../harness/checks/check.ts";
import coverage from "../../../../harness/checks/tests/coverage.ts";
import minimum from "../../../../harness/checks/tests/minimum.ts";
import pass from "../../../../harness/checks/tests/pass.ts";
import type { Outcome } from "../../../../harness/types/outcome.ts";
import type { TestReport } from "../../../../harness/types/runtime.ts";
import { briefForTests } from "../../submission/brief-for-tests.ts";

const good: TestReport = {
  command: "pytest",
  durationMs: 4000,
  exitCode: 0,
  timedOut: false,
  passed: 12,
  failed: 0,
  errors: 0,
  skipped: 0,
  cases: [],
  calls: [],
  coverage: { share: 0.7, files: [] },
  output: "",
};

async function ask(check: Check<"tests">, report: Partial<TestReport>): Promise<Outcome> {
  return check.run({ brief: briefForTests, tests: { ...good, ...report } });
}

test("a suite that passes, is large enough and covers enough passes everything", async () => {
  for (const check of [pass, minimum, coverage]) expect(await ask(check, {})).toMatchObject({ verdict: "passed" });
});

test("failed and broken tests cost their part, and are named", async () => {
  const cases = [{ id: "tests/test_a.py::test_b", outcome: "failed" as const }];
  const outcome = await ask(pass, { exitCode: 1, passed: 9, failed: 2, errors: 1, cases });
  expect(outcome).toMatchObject({ verdict: "failed", share: 0.75 });
  expect(outcome.verdict === "failed" && outcome.findings[0]?.message).toContain("tests/test_a.py::test_b");
});

test("a coverage threshold of the candidate's own is no failed test, a crash of the runner is", async () => {
  expect(await ask(pass, { exitCode: 1 })).toMatchObject({ verdict: "passed" });
  expect(await ask(pass, { exitCode: 139 })).toMatchObject({ verdict: "failed", share: 12 / 13 });
});

test("no tests at all: nothing for passing, number and coverage", async () => {
  const none = { passed: 0, exitCode: 5, coverage: undefined };
  for (const check of [pass, minimum, coverage]) {
    expect(await ask(check, none)).toMatchObject({ verdict: "failed", share: 0 });
    expect(await ask(check, { ...none, notRun: "there are no tests" })).toMatchObject({ verdict: "failed", share: 0 });
  }
});

test("a suite that was stopped fails once, and says after how long", async () => {
  const stopped = { timedOut: true, passed: 3, exitCode: 137, durationMs: 120_000, coverage: undefined };
  const outcome = await ask(pass, stopped);
  expect(outcome).toMatchObject({ verdict: "failed", share: 0 });
  expect(outcome.verdict === "failed" && outcome.findings[0]?.message).toContain("after 120 s");
  expect(await ask(minimum, stopped)).toMatchObject({ verdict: "blocked", by: "tests.pass" });
  expect(await ask(coverage, stopped)).toMatchObject({ verdict: "blocked", by: "tests.pass" });
});

test("the number of tests counts those that run, not those that are skipped", async () => {
  expect(await ask(minimum, { passed: 4, failed: 2, skipped: 20 })).toMatchObject({ verdict: "failed", share: 0.5 });
  expect(await ask(minimum, { passed: 10, failed: 2 })).toMatchObject({ verdict: "passed" });
});

test("coverage below the published one gives its part, and names the files", async () => {
  const files = [
    { path: "a.py", share: 1, missingLines: [], executedLines: [] },
    { path: "b.py", share: 0.2, missingLines: [3, 4, 9], executedLines: [] },
  ];
  expect(await ask(coverage, { coverage: { share: 0.35, files } })).toMatchObject({
    verdict: "failed",
    share: 0.5,
    findings: [{ received: "35 %" }, { place: { path: "b.py", line: 3 } }],
  });
});

test("coverage that we could not measure costs nothing", async () => {
  expect(await ask(coverage, { coverage: undefined })).toMatchObject({ verdict: "inconclusive" });
});
