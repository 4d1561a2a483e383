import { expect, test } from "vitest";
import repeatable from "../../../../harness/checks/tests/repeatable.ts";
import type { Repeat, RepeatReport } from "../../../../harness/types/runtime.ts";
import { briefForTests } from "../../submission/brief-for-tests.ts";

async function ask(repeats: RepeatReport) {
  const mutation = { ran: false, theirs: false, reason: "not tried" } as const;
  return await repeatable.run({ brief: briefForTests, mutation, repeats });
}

function ran(once: readonly string[] = [], twice: readonly string[] = []): RepeatReport {
  const again: Repeat = { order: "again", once: [], twice: [] };
  return { ran: true, repeats: [again, { order: "reversed", once, twice }] };
}

test("three runs that say the same pass", async () => {
  expect(await ask(ran())).toMatchObject({ verdict: "passed" });
});

test("a test that ends otherwise twice is named with the order in which it does", async () => {
  const outcome = await ask(ran(["tests/test_a.py::test_b", "tests/test_a.py::test_c"], ["tests/test_a.py::test_b"]));
  const message = "tests/test_a.py::test_b ends otherwise when the last test runs first.";
  expect(outcome).toMatchObject({ verdict: "failed", findings: [{ message, place: { path: "tests/test_a.py" } }] });
});

test("what differs only once, or does not come to its end, decides nothing", async () => {
  expect(await ask(ran(["tests/test_a.py::test_b"]))).toMatchObject({ verdict: "inconclusive" });
  expect(await ask({ ran: true, repeats: [] })).toMatchObject({ verdict: "inconclusive" });
});

test("a slow suite is not asked, one that does not pass is blocked", async () => {
  const reason = "They take longer than 60 s.";
  expect(await ask({ ran: false, verdict: "not-applicable", reason })).toMatchObject({ verdict: "not-applicable" });
  expect(await ask({ ran: false, verdict: "blocked", reason })).toMatchObject({ by: "tests.pass" });
});
