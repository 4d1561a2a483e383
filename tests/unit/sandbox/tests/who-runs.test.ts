import { expect, test } from "vitest";
import { importsIn, usualMs, whoRuns } from "../../../../harness/sandbox/tests/who-runs.ts";
import { factsOf } from "../../submission/inspect.ts";

const results = [
  '{"id": "tests/test_a.py::test_one[\\"x\\"]", "number": 0, "ms": 40}',
  '{"id": "tests/test_a.py::test_two", "number": 1, "ms": 60}',
  '{"id": "tests/test_a.py::test_two", "outcome": "passed"}',
].join("\n");

async function ask(contexts: Readonly<Record<string, readonly string[]>>, measured = "shop/views.py") {
  const files = { "shop/__init__.py": "", "shop/views.py": "" };
  const { modules } = await factsOf(files);
  const workspace = { files: Object.keys(files).map((path) => ({ path, bytes: 0 })) };
  const coverage = JSON.stringify({ files: { [measured]: { contexts } } });
  return whoRuns({ coverage, results, workspace, modules, workingFolder: "/app" });
}

test("the tests that run a line are named in the order in which they ran, from whatever copy it was run", async () => {
  for (const measured of ["shop/views.py", "/app/shop/views.py", "/usr/lib/python3/site-packages/shop/views.py"]) {
    const who = await ask({ "3": ["1", "", "0"] }, measured);
    expect(who("shop/views.py", 3)).toEqual(['tests/test_a.py::test_one["x"]', "tests/test_a.py::test_two"]);
  }
});

test("what a fixture ran, what no test ran, and what can't be told may need every test", async () => {
  const who = await ask({ "3": ["shared", "0"], "4": [""], "5": ["7"], "6": ["nonsense"] });
  for (const line of [3, 4, 5, 6, 99]) expect(who("shop/views.py", line)).toBeUndefined();
  expect((await ask({ "3": ["0"] }, "other.py"))("shop/views.py", 3)).toBeUndefined();
});

test("a report that was spoilt says nothing", async () => {
  const { modules } = await factsOf({ "a.py": "" });
  for (const coverage of [undefined, "", "{", "[]", '{"files": {"a.py": {}}}']) {
    const who = whoRuns({ coverage, results: "nonsense", workspace: { files: [] }, modules, workingFolder: "/" });
    expect(who("a.py", 1)).toBeUndefined();
  }
});

test("what a run of some tests takes is what they took, and what came before the first", () => {
  const usual = usualMs(`${results}\n{"allMs": 1100}`, 5000);
  expect(usual(["tests/test_a.py::test_two"])).toBe(1060);
  expect(usual([])).toBe(1100);
  expect(usual(["never seen"])).toBe(1100);
  expect(usualMs("nonsense", 5000)(["tests/test_a.py::test_two"])).toBe(5000);
});

test("only modules of installed packages are imported ahead, and none where one changes what comes after it", () => {
  expect(importsIn('{"imports": ["flask", "shop.views", "coverage.data", "x y", 5]}', new Set(["shop"]))).toEqual([
    "flask",
  ]);
  expect(importsIn('{"imports": ["flask", "gevent.monkey"]}', new Set())).toEqual([]);
  expect(importsIn("nonsense", new Set())).toEqual([]);
});
