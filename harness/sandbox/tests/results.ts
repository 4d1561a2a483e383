import type { TestReport } from "../../types/runtime.ts";

type Results = Pick<TestReport, "passed" | "failed" | "errors" | "skipped" | "cases" | "calls">;
type Call = TestReport["calls"][number];
type Case = TestReport["cases"][number];

/** Reads the JSON lines of our pytest plugins; a line that is none is passed over (the tests can write to the file, too). */
export function parseResults(text: string | undefined): Results {
  const cases = new Map<string, Case>();
  const calls: Call[] = [];
  for (const line of (text ?? "").split("\n")) {
    const value = objectIn(line);
    const found = caseOf(value);
    if (found !== undefined) cases.set(found.id, found);
    const call = callOf(value);
    if (call !== undefined) calls.push(call);
  }
  const count = (outcome: Case["outcome"]) => [...cases.values()].filter((each) => each.outcome === outcome).length;
  return {
    passed: count("passed"),
    failed: count("failed"),
    errors: count("error"),
    skipped: count("skipped"),
    cases: [...cases.values()],
    calls,
  };
}

function objectIn(line: string): object {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function caseOf(value: object): Case | undefined {
  if (!("id" in value) || !("outcome" in value)) return undefined;
  const { id, outcome } = value;
  if (typeof id !== "string") return undefined;
  const known = (["passed", "failed", "error", "skipped"] as const).find((each) => each === outcome);
  return known === undefined ? undefined : { id, outcome: known };
}

function callOf(value: object): Call | undefined {
  if (!("method" in value) || !("path" in value) || !("status" in value)) return undefined;
  const { method, path, status } = value;
  const isCall = typeof method === "string" && typeof path === "string" && typeof status === "number";
  return isCall ? { method, path, status } : undefined;
}
