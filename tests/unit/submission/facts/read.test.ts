import { expect, test } from "vitest";
import { factsOf } from "../inspect.ts";

test("modules are told apart by what they are for", async () => {
  const facts = await factsOf({
    "src/shop/app.py": "",
    "src/shop/contest.py": "",
    "src/shop/migrations/env.py": "",
    "src/shop/migrations/script.py.mako": "",
    "src/shop/migrations/versions/1_orders.py": "",
    "db/migrations/run.py": "",
    "tests/__init__.py": "",
    "tests/unit/orders.py": "",
    "src/shop/test_app.py": "",
    "conftest.py": "",
  });
  expect(Object.fromEntries(facts.modules.map(({ path, role }) => [path, role]))).toEqual({
    "conftest.py": "test",
    "db/migrations/run.py": "code",
    "src/shop/app.py": "code",
    "src/shop/contest.py": "code",
    "src/shop/migrations/env.py": "migration",
    "src/shop/migrations/versions/1_orders.py": "migration",
    "src/shop/test_app.py": "test",
    "tests/__init__.py": "test",
    "tests/unit/orders.py": "test",
  });
});

test("code of others, generated, huge and deeply nested files are left out, and it is said why", async () => {
  const facts = await factsOf({
    "app.py": "x = 1\n",
    "vendor/lib.py": "",
    "wide.py": "x=1;".repeat(10_000),
    "orders_pb2.py": "",
    "huge.py": "x = 1\n".repeat(60_000),
    "chain.py": `x = ${"a.".repeat(50_000)}a\n`,
    "deep.py": "[".repeat(10_000),
    "sum.py": `x = ${"1+".repeat(50_000)}1\n`,
  });
  expect(facts.modules.map(({ path }) => path)).toEqual(["app.py"]);
  expect(facts.leftOut).toEqual([
    { path: "chain.py", reason: "nested too deeply, too much side by side, or takes too long" },
    { path: "deep.py", reason: "nested too deeply, too much side by side, or takes too long" },
    { path: "huge.py", reason: "larger than 262144 bytes" },
    { path: "orders_pb2.py", reason: "generated" },
    { path: "sum.py", reason: "nested too deeply, too much side by side, or takes too long" },
    { path: "vendor/lib.py", reason: "code of others" },
    { path: "wide.py", reason: "nested too deeply, too much side by side, or takes too long" },
  ]);
});

test("a syntax error is placed, and the rest of the file is still read", async () => {
  const { modules } = await factsOf({
    "app.py":
      "from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n    return app\n\nclass :\n    x = (\n",
  });
  expect(modules[0]).toMatchObject({ apps: [{ line: 3, handedOut: true }], functions: [{ name: "create_app" }] });
  expect(modules[0]?.syntaxErrorAt).toBeGreaterThanOrEqual(6);
});

test("routes know their methods, their path and what they are on, across modules", async () => {
  const { modules } = await factsOf({
    "shop/__init__.py": "from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n    return app\n",
    "shop/orders/__init__.py": "from flask import Blueprint\nblueprint = Blueprint('orders', __name__)\n",
    "shop/orders/views.py":
      "from shop.orders import blueprint as bp\n@bp.route('/v1/orders', methods=['GET', 'POST'])\ndef a():\n    pass\n@bp.delete('/v1/orders/<i>')\ndef b():\n    pass\nclient.get('/not/a/route')\n",
    "shop/main.py": "from shop import create_app\napp = create_app()\n@app.get('/healthz')\ndef c():\n    pass\n",
  });
  expect(modules.flatMap(({ routes }) => routes)).toEqual([
    { on: "app", path: "/healthz", methods: ["GET"], line: 3 },
    { on: "blueprint", path: "/v1/orders", methods: ["GET", "POST"], line: 2 },
    { on: "blueprint", path: "/v1/orders/<i>", methods: ["DELETE"], line: 5 },
  ]);
});

test("functions know their complexity without what is defined inside, and tests their assertions", async () => {
  const { modules } = await factsOf({
    "test_app.py":
      "def test_a():\n    if x:\n        pass\n    elif y:\n        pass\n    def inner():\n        while z:\n            pass\n    with pytest.raises(KeyError):\n        pass\n    assert x\n",
  });
  expect(modules[0]?.functions).toMatchObject([
    { name: "test_a", line: 1, endLine: 11, complexity: 3, inside: undefined, assertions: 2 },
    { name: "inner", line: 6, complexity: 2, inside: "test_a", assertions: 0 },
  ]);
});
