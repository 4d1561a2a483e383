import type { TestReport } from "../../types/runtime.ts";

/**
 * Test functions that passed in one run and not in the other, by the name without parameters: those may hold what is another text each
 * time. What only one of the runs has, or skips, is left aside.
 */
export function differing(first: TestReport["cases"], then: TestReport["cases"]): readonly string[] {
  const [before, after] = [passedIn(first), passedIn(then)];
  return [...before].filter(([name, passed]) => (after.get(name) ?? passed) !== passed).map(([name]) => name);
}

function passedIn(cases: TestReport["cases"]): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { id, outcome } of cases) {
    if (outcome === "skipped") continue;
    const name = id.replace(/\[.*$/s, "");
    found.set(name, (found.get(name) ?? true) && outcome === "passed");
  }
  return found;
}
