import { expect, test } from "vitest";
import documentedCommandsWork from "../../../../harness/checks/docs/documented-commands-work.ts";
import type { Workspace } from "../../../../harness/submission/types.ts";
import type { CommandRun, DocumentedCommand } from "../../../../harness/types/runtime.ts";
import { briefForTests } from "../../submission/brief-for-tests.ts";
import { factsOf } from "../../submission/inspect.ts";

const files = { "shop/__init__.py": "", "tests/test_orders.py": "def test_it(): pass\n", "start.sh": "" };
const facts = await factsOf(files);
const workspace = {
  files: Object.keys(files).map((path) => ({ path, bytes: 1 })),
  facts: async () => facts,
} as unknown as Workspace;

type Executed = Extract<DocumentedCommand, { readonly executed: true }>;

const executed = (kind: Executed["kind"], script: string, exitCode: number, output = ""): Executed => ({
  line: 7,
  text: script,
  executed: true,
  kind,
  run: { script: `cd '/assay/work' || exit 97\n${script}`, seconds: 1, output, end: "ended", exitCode },
});
const ended = (command: Executed, run: Pick<CommandRun, "end"> & { port?: number; output?: string }): Executed =>
  ({ ...command, run: { ...command.run, ...run } }) as Executed;
const ask = (...commands: readonly DocumentedCommand[]) =>
  documentedCommandsWork.run({ brief: briefForTests, workspace, commands: { path: "README.md", commands } });

test.each([
  executed("test", "pytest", 0),
  executed("test", "pytest", 1, "==== 2 failed, 1 passed in 0.1s ====\n"),
  executed("test", "pytest", 1, "E  ModuleNotFoundError: No module named 'shop.db'\n== 1 failed in 1s ==\n"),
  executed("test", "python -m unittest", 1, "Ran 3 tests in 0.1s\n\nFAILED (failures=1)\n"),
  executed("migrate", "flask db upgrade", 0),
  executed("run", "flask import", 0),
  ended(executed("run", "gunicorn shop:app", 0), { end: "listens", port: 8000 }),
  ended(executed("test", "pytest", 0), { end: "stopped", output: "tests/test_orders.py ....\n" }),
])("a command that does what it is for passes: %#", async (command) => {
  expect((await ask(command)).verdict).toBe("passed");
});

test.each([
  [
    executed("test", "pytest tests/unit", 4, "ERROR: file or directory not found: tests/unit"),
    "there is no tests/unit",
  ],
  [executed("test", "pytest -k none", 5, "no tests ran in 0.1s"), "it finds no test"],
  [
    executed("test", "pytest", 4, "conftest.py:1: in <module>\nE   ModuleNotFoundError: No module named 'shop.db'"),
    "there is no module shop.db",
  ],
  [executed("run", "gunicorn main:app", 3, "ModuleNotFoundError: No module named 'main'"), "there is no module main"],
  [executed("run", "gunicorn shop:application", 4, "Failed to find attribute 'application' in 'shop'."), "shop has no"],
  [
    executed(
      "test",
      "python -m unittest",
      1,
      "unittest.loader._FailedTest\nNo module named 'shop.db'\nRan 1 test in 1s",
    ),
    "there is no module shop.db",
  ],
  [executed("run", "flask seed", 2, "Error: No such command 'seed'."), 'there is no command "seed"'],
  [executed("run", "sh run.sh", 2, "sh: 0: cannot open run.sh: No such file"), "there is no run.sh"],
  [executed("run", "./run.sh", 127, "sh: 2: ./run.sh: not found"), "there is no run.sh"],
  [
    executed("run", "python app.py", 2, "python: can't open file '/assay/work/app.py': [Errno 2] No such file"),
    "there is no app.py",
  ],
  [executed("migrate", "flask db upgrade", 1, "FAILED: Can't locate revision\n"), "FAILED: Can't locate revision"],
] as const)("a command that can't work is found: %#", async (command, problem) => {
  expect(await ask(command, executed("test", "pytest", 0))).toMatchObject({
    verdict: "failed",
    share: 0.5,
    findings: [{ message: expect.stringContaining(problem), place: { path: "README.md", line: 7 } }],
  });
});

test.each([
  executed("run", "gunicorn shop:app", 3, "ModuleNotFoundError: No module named 'redis'"),
  executed("test", "pytest --nice", 4, "error: unrecognized arguments: --nice"),
  executed("run", "honcho start", 127, "sh: 2: honcho: not found"),
  executed("run", "python -m shop", 1, "KeyError: 'SECRET_KEY'"),
  executed("run", "python -m shop", 1, "RuntimeError: JWT_SECRET must be set"),
  executed("run", "flask init-db", 1, 'relation "orders" already exists'),
  executed("run", "python -m shop", 1, "redis.exceptions.ConnectionError: Error -3 connecting to redis:6379"),
  executed("run", "python -m shop", 1, "EOFError: EOF when reading a line"),
  executed("run", "python -m shop", 137),
  { ...executed("run", "python -m shop", 1, "boom"), guessed: "line 2 sets a value that only its reader knows" },
  { ...executed("run", "python -m shop", 1, "boom"), unsure: "line 3 before it was not executed" },
  ended(executed("run", "gunicorn -b unix:/tmp/a shop:app", 0), { end: "stopped" }),
  ended(executed("test", "pytest", 0), { end: "stopped", output: "collecting ..." }),
])("what another machine may have, or a missing step may be the cause of, decides nothing: %#", async (command) => {
  expect((await ask(command)).verdict).toBe("not-applicable");
});

test("a package that only an installation makes known is not missed", async () => {
  const command = executed("test", "pytest", 2, "ModuleNotFoundError: No module named 'shop'");
  const install: DocumentedCommand = { line: 3, text: "pip install -e '.[test]'", executed: false, why: "offline" };
  expect((await ask(command)).verdict).toBe("failed");
  expect((await ask(install, command)).verdict).toBe("not-applicable");
});

test("what is not there is missed whatever the settings are", async () => {
  const command = executed("run", "flask seed", 2, "Error: No such command 'seed'.");
  expect((await ask({ ...command, guessed: "line 2 sets a value" })).verdict).toBe("failed");
  expect((await ask({ ...command, unsure: "line 2 was not executed" })).verdict).toBe("not-applicable");
});

test("what was executed is told, and what was not, with the reason", async () => {
  const left = (line: number): DocumentedCommand => ({ line, text: "x", executed: false, why: "it is a pipe" });
  expect(await ask(left(2), executed("test", "pytest", 0), left(9))).toEqual({
    verdict: "passed",
    examined: "line 7: `pytest` ends with exit code 0 after 1.0 s; not executed, because it is a pipe: lines 2, 9",
  });
});

test("the evidence is what was given to the shell, and what came of it", async () => {
  expect(
    await ask(executed("test", "pytest tests/unit", 4, "ERROR: file or directory not found: tests/unit")),
  ).toMatchObject({
    findings: [{ detail: expect.stringMatching(/\/assay\/work[\s\S]*pytest tests\/unit\n\nERROR: file/) }],
  });
});
