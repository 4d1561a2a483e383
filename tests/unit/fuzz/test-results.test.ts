import { expect, test } from "vitest";
import { coverageOf } from "../../../harness/sandbox/tests/coverage.ts";
import { parseResults } from "../../../harness/sandbox/tests/results.ts";
import { whoRuns } from "../../../harness/sandbox/tests/who-runs.ts";
import { readFacts } from "../../../harness/submission/facts/read.ts";
import type { Workspace } from "../../../harness/submission/types.ts";
import { edited } from "./edits.ts";
import { readsAny } from "./reads.ts";

const coverage = JSON.stringify({
  files: {
    "app.py": {
      executed_lines: [1, 2],
      missing_lines: [3],
      contexts: { "1": ["shared"], "2": ["1", "2"] },
      summary: { covered_lines: 2, num_statements: 3, covered_branches: 1, num_branches: 2 },
    },
  },
});
const results = [
  '{"id": "tests/test_app.py::test_a", "number": 1}',
  '{"id": "tests/test_app.py::test_a", "outcome": "passed"}',
  '{"id": "tests/test_app.py::test_b", "number": 2}',
].join("\n");
const words = ["[]", "{}", "null", '"x"', "-5", "1.5", '"__proto__": {}', '"files": ', '"outcome": "failed"'];

const files = [{ path: "app.py", bytes: 6 }];
const workspace = { files, read: async () => "a = 1\n" };

test("whatever the tests write where their results stand gives counts, shares and names, or nothing", async () => {
  const { modules } = await readFacts(workspace);
  await readsAny(
    edited([coverage, results], words),
    (text) => {
      const { passed, failed, errors, skipped, cases } = parseResults(text);
      expect(passed + failed + errors + skipped).toBe(cases.length);
      const measured = coverageOf(text, workspace as unknown as Workspace, modules, "/app");
      if (measured !== undefined) {
        expect(measured.share).toBeGreaterThanOrEqual(0);
        expect(measured.share).toBeLessThanOrEqual(1);
        for (const { share, executedLines, missingLines } of measured.files) {
          expect(share).toBeLessThanOrEqual(1);
          expect([...executedLines, ...missingLines].every(Number.isInteger)).toBe(true);
        }
      }
      for (const contexts of [text, coverage]) {
        const names = whoRuns({ coverage: contexts, results: text, workspace, modules, workingFolder: "/app" });
        for (const line of [1, 2, 3]) expect(names("app.py", line) ?? ["x"]).toContainEqual(expect.any(String));
      }
    },
    { numRuns: 1500 },
  );
});

test("a list of a hundred thousand files that nobody has is read in little time", async () => {
  const { modules } = await readFacts(workspace);
  const [, file] = Object.entries(JSON.parse(coverage).files)[0] ?? [];
  const entries = Array.from({ length: 100_000 }, (_, index) => [`/x/${index}.py`, file]);
  const text = JSON.stringify({ files: Object.fromEntries(entries) });
  const begun = process.cpuUsage();
  expect(coverageOf(text, workspace as unknown as Workspace, modules, "/app")).toBeUndefined();
  whoRuns({ coverage: text, results, workspace, modules, workingFolder: "/app" });
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1e6).toBeLessThan(5);
});
