import { expect, test } from "vitest";
import complexity from "../../../../harness/checks/design/complexity.ts";
import { inspect } from "../../submission/inspect.ts";

const branches = (count: number, indent = "    "): string =>
  Array.from({ length: count }, (_, index) => `${indent}if x == ${index}:\n${indent}    return ${index}\n`).join("");

test("a function at the bound passes, one above it fails by the part of the lines that it holds", async () => {
  expect(await inspect(complexity, { "a.py": `def f(x):\n${branches(9)}` })).toMatchObject({ verdict: "passed" });
  // 21 lines over the bound, 19 within it.
  const outcome = await inspect(complexity, { "a.py": `def g(x):\n${branches(10)}\ndef f(x):\n${branches(9)}` });
  expect(outcome).toMatchObject({
    verdict: "failed",
    findings: [{ message: "g() has a complexity of 11.", place: { path: "a.py", line: 1 } }],
  });
  expect(outcome.verdict === "failed" && outcome.share).toBeCloseTo(19 / 40);
});

test("a factory with many small handlers inside is not complex, migrations and tests are not looked at", async () => {
  const handlers = Array.from({ length: 8 }, (_, i) => `    def h${i}(x):\n        if x:\n            return 1\n`).join(
    "",
  );
  const outcome = await inspect(complexity, {
    "app.py": `def create_app(x):\n    if x:\n        pass\n${handlers}    return 1\n`,
    "migrations/versions/1.py": `def upgrade(x):\n${branches(20)}`,
    "tests/test_a.py": `def test_a(x):\n${branches(20)}`,
  });
  expect(outcome).toMatchObject({ verdict: "passed" });
});
