import { expect, test } from "vitest";
import { parseResults } from "../../../harness/sandbox/tests/results.ts";

test("tests are counted by how they ended, each once, by what was said of it last", () => {
  const text = [
    { id: "test_a", outcome: "passed" },
    { id: "test_b", outcome: "failed" },
    { id: "test_c", outcome: "skipped" },
    { id: "test_d", outcome: "error" },
    { id: "test_a", outcome: "failed" },
  ];
  const results = parseResults(text.map((line) => JSON.stringify(line)).join("\n"));
  expect(results).toMatchObject({ passed: 0, failed: 2, skipped: 1, errors: 1 });
  expect(results.cases).toHaveLength(4);
});

test("lines that are no result are passed over, and no file is no test", () => {
  const text =
    '{"id": "test_a", "outcome": "passed"}\nnonsense\n{"id": 1, "outcome": "passed"}\n{"outcome": "great", "id": "x"}\nnull\n';
  expect(parseResults(text)).toMatchObject({ passed: 1, failed: 0 });
  expect(parseResults(undefined)).toMatchObject({ passed: 0, cases: [] });
});

test("what the app answered is kept beside the tests", () => {
  const call = { method: "GET", path: "/v1/orders/%C3%A4", status: 404 };
  const text = `${JSON.stringify(call)}\n{"method": "GET", "path": 5, "status": 200}\n`;
  expect(parseResults(text)).toMatchObject({ cases: [], calls: [call] });
});
