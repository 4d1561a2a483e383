import type { TestReport } from "../../types/runtime.ts";

type Results = Pick<TestReport, "passed" | "failed" | "errors" | "skipped" | "cases">;
type Case = TestReport["cases"][number];

/** Reads the JSON lines of our pytest plugin; a line that is none is passed over (the tests can write to the file, too). */
export function parseResults(text: string | undefined): Results {
  const cases = new Map<string, Case>();
  for (const line of (text ?? "").split("\n")) {
    const found = caseOf(line);
    if (found !== undefined) cases.set(found.id, found);
  }
  const count = (outcome: Case["outcome"]) => [...cases.values()].filter((each) => each.outcome === outcome).length;
  return {
    passed: count("passed"),
    failed: count("failed"),
    errors: count("error"),
    skipped: count("skipped"),
    cases: [...cases.values()],
  };
}

function caseOf(line: string): Case | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("id" in value) || !("outcome" in value)) return undefined;
    const { id, outcome } = value;
    if (typeof id !== "string") return undefined;
    const known = (["passed", "failed", "error", "skipped"] as const).find((each) => each === outcome);
    return known === undefined ? undefined : { id, outcome: known };
  } catch {
    return undefined;
  }
}
