import { expect, test } from "vitest";
import lint from "../../../../harness/checks/design/lint.ts";
import { inspect } from "../../submission/inspect.ts";

test("findings above the published rate fail with rule, file and line", async () => {
  const outcome = await inspect(lint, { "app.py": "import os\nimport sys\n\n\ndef f(x=[]):\n    return y\n" });
  expect(outcome).toMatchObject({ verdict: "failed", share: 1 / 4 });
  expect(outcome.verdict === "failed" && outcome.findings.map(({ place }) => place?.line).sort()).toEqual([1, 2, 5, 6]);
});

test("one finding in a small project is allowed", async () => {
  expect(await inspect(lint, { "app.py": "import os\n" })).toMatchObject({ verdict: "passed" });
});

test("fixtures that tests import, what a package offers, migrations and code of others are no findings", async () => {
  const outcome = await inspect(lint, {
    "shop/__init__.py": "from .a import a\nfrom .b import b\nfrom .c import c\n",
    "tests/test_a.py":
      "from fixtures import app, client, db\n\n\ndef test_a(client):\n    assert client\n\n\ndef test_b(app, db):\n    assert app, db\n",
    "migrations/script.py.mako": "",
    "migrations/env.py": "import os\nimport sys\nimport re\n",
    "vendor/x.py": "import os\nimport sys\nimport re\n",
  });
  expect(outcome).toMatchObject({ verdict: "passed", examined: "12 lines, 0 findings, 1 allowed" });
});

test("the newest syntax is no finding", async () => {
  const source =
    "type Pair[T] = tuple[T, T]\n\n\ndef f[T](x: T) -> str:\n    match x:\n        case _:\n            return f'{f\"{x}\"}'\n";
  expect(await inspect(lint, { "app.py": source })).toMatchObject({
    verdict: "passed",
    examined: "7 lines, 0 findings, 1 allowed",
  });
});

test("a file that would break a parser is left out", async () => {
  const outcome = await inspect(lint, { "bomb.py": `x = ${"(".repeat(50_000)}\n`, "app.py": "x = 1\n" });
  expect(outcome).toMatchObject({ verdict: "passed", examined: "1 lines, 0 findings, 1 allowed" });
});
