import { expect, test } from "vitest";
import configLayered from "../../../../harness/checks/design/config-layered.ts";
import deadCode from "../../../../harness/checks/design/dead-code.ts";
import dependencyHygiene from "../../../../harness/checks/design/dependency-hygiene.ts";
import duplication from "../../../../harness/checks/design/duplication.ts";
import layering from "../../../../harness/checks/design/layering.ts";
import moduleSize from "../../../../harness/checks/design/module-size.ts";
import noHardCodedSecrets from "../../../../harness/checks/design/no-hard-coded-secrets.ts";
import safeDefaults from "../../../../harness/checks/design/safe-defaults.ts";
import typeHints from "../../../../harness/checks/design/type-hints.ts";
import { inspect } from "../../submission/inspect.ts";

const app = "from flask import Blueprint\nbp = Blueprint('a', __name__)\n";
const view = (path: string, name: string, body: string): string => `@bp.get("${path}")\ndef ${name}():\n    ${body}\n`;
const query = 'return db.execute("select id from orders").fetchall()';

test("SQL in a view is named with its line; in a function that a view calls, and in health checks, it is fine", async () => {
  const mixed = await inspect(layering, {
    "a.py": `${app}${view("/orders", "orders", query)}${view("/x", "x", "return find()")}`,
  });
  expect(mixed).toMatchObject({ verdict: "failed", share: 0.5, findings: [{ place: { path: "a.py", line: 5 } }] });
  const apart = `${app}def find():\n    ${query}\n${view("/orders", "orders", "return find()")}${view("/readyz", "up", query)}`;
  expect(await inspect(layering, { "a.py": apart })).toMatchObject({ verdict: "passed" });
});

test("a class of views counts as views, and an ORM's session in one does not count as SQL", async () => {
  const source = (body: string): string =>
    `from flask.views import MethodView\nclass Orders(MethodView):\n    def get(self):\n        ${body}\n`;
  expect(await inspect(layering, { "a.py": source(query) })).toMatchObject({ verdict: "failed", share: 0 });
  expect(await inspect(layering, { "a.py": source("return db.session.get(Order, 1)") })).toMatchObject({
    verdict: "passed",
  });
});

test("a file of 500 lines is within the bound, one of 501 is not, and tests may be longer", async () => {
  const lines = (count: number): string => "x = 1\n".repeat(count);
  expect(await inspect(moduleSize, { "a.py": lines(500), "tests/test_a.py": lines(900) })).toMatchObject({
    verdict: "passed",
  });
  expect(await inspect(moduleSize, { "a.py": lines(501) })).toMatchObject({
    verdict: "failed",
    findings: [{ received: "501" }],
  });
});

test("a secret in the code is named without its value; in tests, from the environment, or as a placeholder it is none", async () => {
  const leaked = await inspect(noHardCodedSecrets, { "config.py": 'SECRET_KEY = "kR7vQ2mX9pLw4TzB"\n' });
  expect(leaked).toMatchObject({
    verdict: "failed",
    share: 0.5,
    findings: [{ place: { path: "config.py", line: 1 } }],
  });
  expect(JSON.stringify(leaked)).not.toContain("kR7vQ2mX9pLw4TzB");
  const fine = {
    "config.py":
      'import os\nSECRET_KEY = os.environ["SECRET_KEY"]\nAPI_PASSWORD = os.environ.get("API_PASSWORD", "w8Jq2LmN4v")\nDEV_SECRET_KEY = "dev"\n',
    "tests/conftest.py": 'API_PASSWORD = "kR7vQ2mX9pLw4TzB"\n',
  };
  expect(await inspect(noHardCodedSecrets, fine)).toMatchObject({ verdict: "passed" });
});

test("a password that counts where none is set is an open default, a port is not", async () => {
  expect(await inspect(safeDefaults, { "a.py": 'import os\np = os.getenv("API_PASSWORD", "admin")\n' })).toMatchObject({
    verdict: "failed",
  });
  expect(await inspect(safeDefaults, { "a.py": 'import os\np = os.getenv("PORT", "8000")\n' })).toMatchObject({
    verdict: "passed",
  });
});

test("a variable that is read in a view is read late, one that is read at start is not", async () => {
  const late = `import os\n${app}${view("/a", "a", 'return os.environ["LIMIT"]')}`;
  expect(await inspect(configLayered, { "a.py": late })).toMatchObject({
    verdict: "failed",
    findings: [{ place: { line: 6 } }],
  });
  expect(await inspect(configLayered, { "a.py": 'import os\nLIMIT = os.environ["LIMIT"]\n' })).toMatchObject({
    verdict: "passed",
  });
});

test("a function that nothing names is dead; decorated ones, methods, and what a script or server names are not", async () => {
  const files = {
    "a.py":
      "def dead():\n    pass\ndef used():\n    pass\n@cli.command()\ndef seed():\n    pass\ndef boot():\n    pass\nclass Mail:\n    def send(self):\n        used()\n",
    "gunicorn.conf.py": "def on_starting(server):\n    pass\n",
    "start.sh": "python -c 'import a; a.boot()'\n",
  };
  expect(await inspect(deadCode, files)).toMatchObject({
    verdict: "failed",
    findings: [{ message: "dead() is called from nowhere." }],
  });
});

test("a module that was copied is a repetition, and short likenesses are none", async () => {
  const long = Array.from({ length: 30 }, (_, index) => `value_${index} = compute(${index})`).join("\n");
  expect(await inspect(duplication, { "a.py": long, "b.py": long })).toMatchObject({
    verdict: "failed",
    findings: [{ place: { path: "b.py", line: 1 } }],
  });
  const short = Array.from({ length: 7 }, (_, index) => `value_${index} = compute(${index})`).join("\n");
  expect(await inspect(duplication, { "a.py": short, "b.py": short })).toMatchObject({ verdict: "passed" });
});

test("half of the functions have to be typed; self and functions without parameters do not count", async () => {
  const source = "class A:\n    def one(self, a: int): ...\n    def none(self): ...\ndef two(a, *, b): ...\n";
  expect(await inspect(typeHints, { "a.py": source })).toMatchObject({ verdict: "passed" });
  expect(await inspect(typeHints, { "a.py": `${source}def three(a, b: int): ...\n` })).toMatchObject({
    verdict: "failed",
  });
});

test("a package that is asked for twice in two versions is named, and a commit is a version", async () => {
  const asked = (text: string) => inspect(dependencyHygiene, { "requirements.txt": text });
  expect(await asked("Flask==3.1.0\nflask==3.0.0\n")).toMatchObject({
    verdict: "failed",
    findings: [{ place: { line: 2 } }],
  });
  expect(await asked("a @ git+https://host/a@main\n")).toMatchObject({ verdict: "failed" });
  expect(await asked("Flask==3.1.0\na @ git+https://host/a@0123abcd\n")).toMatchObject({ verdict: "passed" });
});
