import { expect, test } from "vitest";
import { tally } from "../../../harness/checks/share.ts";

test("the share is the part of the subjects without a finding, each counted once", () => {
  const seen = tally();
  seen.ok("GET /a");
  seen.ok("GET /a");
  seen.ok("GET /b");
  seen.wrong("GET /b", { message: "first" });
  seen.wrong("GET /b", { message: "second" });
  seen.ok("GET /c");
  seen.ok("GET /d");
  expect(seen.outcome((count) => `${count} operations`)).toEqual({
    verdict: "failed",
    share: 0.75,
    findings: [{ message: "first" }, { message: "second" }],
    examined: "4 operations",
  });
});

test("findings of one cause are one finding, while every subject still counts", () => {
  const seen = tally();
  seen.wrong("a", { message: "the 404 of a is HTML", cause: "html" });
  seen.wrong("b", { message: "the 404 of b is HTML", cause: "html" });
  const outcome = seen.outcome(String);
  expect(outcome).toMatchObject({ verdict: "failed", share: 0 });
  expect(outcome).toHaveProperty("findings.length", 1);
});

test("where nothing was seen there is no outcome", () => {
  expect(tally().outcome(String)).toBeUndefined();
});

test("ten findings are kept, and the share still knows of all", () => {
  const seen = tally();
  for (let index = 0; index < 30; index += 1) seen.wrong(String(index), { message: `finding ${index}` });
  expect(seen.outcome(String)).toHaveProperty("findings.length", 10);
});
