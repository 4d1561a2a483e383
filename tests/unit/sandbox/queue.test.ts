import { expect, test } from "vitest";
import { queueOf } from "../../../harness/sandbox/tests/queue.ts";
import type { CodeMutant } from "../../../harness/submission/mutation/types.ts";

const mutant = (line: number): CodeMutant => ({
  ...{ path: "shop.py", line, inside: "create", kind: "number", what: "1 became 2" },
  ...{ before: "x = 1", after: "x = 2", source: "x = 2" },
});
const testsOfLine = new Map([
  [1, 2],
  [2, 900],
  [3, 40],
  [4, 3],
  [5, 60],
]);
const whoRuns = (_path: string, line: number) =>
  Array.from({ length: testsOfLine.get(line) ?? 0 }, (_, number) => `test_${number}`);

test("of those that are tried whatever they say, the ones that most tests run come first; the others stay as they are", () => {
  const queue = queueOf([1, 2, 3, 4, 5].map(mutant), 3, whoRuns);
  expect(queue.map(({ index }) => index)).toEqual([1, 2, 0, 3, 4]);
});

test("a line that more tests run than can be named, or nobody knows which, is tried with all of them, before the others", () => {
  const queue = queueOf([3, 2, 7].map(mutant), 3, whoRuns);
  expect(queue.map(({ index, tests }) => [index, tests.length])).toEqual([
    [1, 0],
    [2, 0],
    [0, 40],
  ]);
});
