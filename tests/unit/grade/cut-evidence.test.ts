import { expect, test } from "vitest";
import { cutEvidence } from "../../../harness/grade/cut-evidence.ts";
import type { Exchange } from "../../../harness/types/exchange.ts";
import type { Outcome } from "../../../harness/types/outcome.ts";

const long = "x".repeat(10_000);
const exchange: Exchange = {
  request: { method: "POST", target: "/", headers: [], body: long },
  response: { status: 200, headers: [], body: long, bodyBytes: 10_000, bodyCut: false },
  failure: undefined,
  durationMs: 1.23456,
  curl: "curl",
};

test("long evidence is cut and says so; short evidence and other verdicts stay as they are", () => {
  const failed: Outcome = {
    verdict: "failed",
    share: 0,
    findings: [{ message: "m", expected: "short", received: long, detail: long, exchanges: [exchange] }],
  };
  const cut = cutEvidence(failed);
  if (cut.verdict !== "failed") throw new Error("still failed");
  const [finding] = cut.findings;
  expect(finding?.expected).toBe("short");
  expect(finding?.received).toMatch(/^x{4000}… \(10000 characters\)$/);
  expect(finding?.detail).toMatch(/^x{8000}… \(10000 characters\)$/);
  expect(finding?.exchanges?.[0]).toMatchObject({ durationMs: 1.2, response: { bodyCut: true, bodyBytes: 10_000 } });
  expect(finding?.exchanges?.[0]?.response?.body).toHaveLength(4_000);
  expect(cutEvidence({ verdict: "passed" })).toEqual({ verdict: "passed" });
});
