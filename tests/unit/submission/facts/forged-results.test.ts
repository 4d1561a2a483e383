import { expect, test } from "vitest";
import { forgedResults } from "../../../../harness/submission/facts/forged-results.ts";

const module = (source: string) => ({ path: "tests/conftest.py", source });

test.each([
  ['import os\nopen(os.environ["ASSAY_RESULTS"], "w")\n', 2],
  ['\n\nopen("/assay/work/.assay-coverage.json", "w")\n', 3],
  ["import assay_results\n", 1],
])("a suite that reaches for its own results is found by its line", (source, line) => {
  expect(forgedResults([module("x = 1\n"), module(source)])).toEqual({ path: "tests/conftest.py", line });
});

test.each([
  "def assay(results):\n    return results\n",
  "# graded by assay\nimport os\nos._exit(3)\n",
  "assay_results_total = 1\n",
])("what only looks like it is none: %j", (source) => expect(forgedResults([module(source)])).toBeUndefined());
