import { expect, test } from "vitest";
import killsMutants from "../../../../harness/checks/tests/kills-mutants.ts";
import type { MutationReport, TriedMutant } from "../../../../harness/types/runtime.ts";
import { briefForTests } from "../../submission/brief-for-tests.ts";

function tried(result: TriedMutant["result"], times: number): readonly TriedMutant[] {
  const what = "the status 201 became 200";
  const each = {
    path: "shop/views.py",
    line: 3,
    inside: "create",
    what,
    before: "return a, 201",
    after: "return a, 200",
  };
  return Array.from({ length: times }, () => ({ ...each, result }));
}

function report(noticed: number, survived: number, undecided = 0, untried = 0): MutationReport {
  const all = [...tried("noticed", noticed), ...tried("survived", survived), ...tried("undecided", undecided)];
  return { ran: true, durationMs: 1, tried: all, untried };
}

async function ask(mutation: MutationReport) {
  return await killsMutants.run({ brief: briefForTests, mutation, repeats: { ran: true, repeats: [] } });
}

test("half of the changes noticed is enough, and what is undecided does not count", async () => {
  expect(await ask(report(10, 10))).toMatchObject({ verdict: "passed" });
  expect(await ask(report(10, 10, 20))).toMatchObject({ verdict: "passed" });
});

test("enough that are noticed pass, whatever the others would have said, and the reader is told", async () => {
  const outcome = await ask(report(14, 1, 0, 15));
  expect(outcome).toMatchObject({
    verdict: "passed",
    examined: "15 changes of the code, one at a time: 14 noticed; 15 more could not have changed the verdict",
  });
  expect(await ask(report(9, 6, 0, 15))).toMatchObject({ verdict: "inconclusive" });
});

test("the doubt is the candidate's: a sample a little below the bound may be an unlucky one", async () => {
  expect(await ask(report(16, 24))).toMatchObject({ verdict: "passed" });
  expect(await ask(report(4, 6))).toMatchObject({ verdict: "passed" });
  expect(await ask(report(13, 27))).toMatchObject({ verdict: "failed" });
});

test("fewer give their part, and survivors are shown as what was changed", async () => {
  const outcome = await ask(report(4, 36));
  // Wilson's upper bound of 4 in 40 is 0.21.
  expect(outcome.verdict === "failed" && outcome.share).toBeCloseTo(0.41, 1);
  expect(outcome).toMatchObject({
    verdict: "failed",
    findings: [
      { received: "10 %" },
      { place: { path: "shop/views.py", line: 3 }, detail: "- return a, 201\n+ return a, 200" },
      ...tried("survived", 7).map(() => ({})),
    ],
  });
});

test("too few decided ones decide nothing: for a small service it is not asked, after trouble of ours it stays open", async () => {
  expect(await ask(report(0, 4))).toMatchObject({ verdict: "not-applicable" });
  expect(await ask(report(0, 4, 20))).toMatchObject({ verdict: "inconclusive" });
});

test("where the time was over before all were tried, nothing is decided that the others could have changed", async () => {
  expect(await ask(report(12, 3, 0, 25))).toMatchObject({ verdict: "inconclusive" });
  expect(await ask(report(20, 0, 0, 20))).toMatchObject({ verdict: "passed" });
  expect(await ask(report(1, 19, 0, 20))).toMatchObject({ verdict: "inconclusive" });
});

test("where nothing could be tried, the tests themselves or our own trouble stand in the way", async () => {
  const none = { ran: false, reason: "No test passes." } as const;
  expect(await ask({ ...none, theirs: true })).toMatchObject({ verdict: "blocked", by: "tests.pass" });
  expect(await ask({ ...none, theirs: false })).toMatchObject({ verdict: "inconclusive" });
});
