import { expect, test } from "vitest";
import appFactory from "../../../../harness/checks/design/app-factory.ts";
import { inspect } from "../../submission/inspect.ts";

const factories: Readonly<Record<string, string>> = {
  "a plain factory":
    "from flask import Flask\ndef create_app(config=None):\n    app = Flask(__name__)\n    return app\n",
  "a factory of another name, with the module imported":
    "import flask\ndef application():\n    return flask.Flask(__name__)\n",
  "an aliased import": "from flask import Flask as F\ndef make_app():\n    a = F(__name__)\n    return a\n",
  "a subclass of Flask":
    "from flask import Flask\nclass Shop(Flask):\n    pass\nclass Shop2(Shop):\n    pass\ndef make_app():\n    app: Shop2 = Shop2(__name__)\n    return app\n",
  APIFlask: "from apiflask import APIFlask\ndef create_app():\n    app = APIFlask(__name__)\n    return app\n",
  "connexion, whose own object wraps the application":
    "import connexion\ndef create_app():\n    cnx = connexion.FlaskApp(__name__)\n    cnx.add_api('openapi.yaml')\n    app = cnx.app\n    return app\n",
  "an application wrapped in a proxy fix":
    "from flask import Flask\nfrom x import ProxyFix\ndef create_app():\n    app = Flask(__name__)\n    return ProxyFix(app)\n",
  "an object that keeps the application":
    "from flask import Flask\nclass Server:\n    def __init__(self):\n        self.app = Flask(__name__)\n",
  "a factory beside a module that calls it":
    "from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n    return app\napp = create_app()\n",
};

test.each(Object.entries(factories))("%s is a factory", async (_name, source) => {
  expect(await inspect(appFactory, { "src/shop/app.py": source })).toMatchObject({ verdict: "passed" });
});

test("an application made at import is named with file and line, also where a function pretends to make it", async () => {
  const source = "from flask import Flask\n\napp = Flask(__name__)\n\ndef create_app():\n    return app\n";
  expect(await inspect(appFactory, { "app.py": source })).toMatchObject({
    verdict: "failed",
    share: 0,
    findings: [{ place: { path: "app.py", line: 3 } }],
  });
});

test("an application that a function runs and keeps to itself is no factory, and neither is a test's fixture", async () => {
  const outcome = await inspect(appFactory, {
    "app.py": "from flask import Flask\ndef main():\n    app = Flask(__name__)\n    app.run()\n",
    "tests/conftest.py": "from flask import Flask\ndef app():\n    app = Flask(__name__)\n    return app\n",
  });
  expect(outcome).toMatchObject({ verdict: "failed", findings: [{ place: { path: "app.py", line: 3 } }] });
});
