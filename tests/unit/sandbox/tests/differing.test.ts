import { expect, test } from "vitest";
import { differing } from "../../../../harness/sandbox/tests/differing.ts";
import type { TestReport } from "../../../../harness/types/runtime.ts";

function cases(outcomes: Readonly<Record<string, TestReport["cases"][number]["outcome"]>>): TestReport["cases"] {
  return Object.entries(outcomes).map(([id, outcome]) => ({ id, outcome }));
}

test("what passed once and not the other time differs, whichever time it was", () => {
  const first = cases({ "a.py::one": "passed", "a.py::two": "failed", "a.py::three": "passed" });
  const then = cases({ "a.py::one": "error", "a.py::two": "passed", "a.py::three": "passed" });
  expect(differing(first, then)).toEqual(["a.py::one", "a.py::two"]);
});

test("a random id among the parameters, a skipped test and one that is not there make no difference", () => {
  const first = cases({ "a.py::one[5e3f]": "passed", "a.py::two": "skipped", "a.py::gone": "passed" });
  const then = cases({ "a.py::one[77aa]": "passed", "a.py::two": "passed" });
  expect(differing(first, then)).toEqual([]);
});
