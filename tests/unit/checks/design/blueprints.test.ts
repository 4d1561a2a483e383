import { expect, test } from "vitest";
import blueprints from "../../../../harness/checks/design/blueprints.ts";
import { inspect } from "../../submission/inspect.ts";

const grouped: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a single blueprint, health on the application": {
    "app.py":
      "from flask import Flask\nfrom orders import bp\ndef create_app():\n    app = Flask(__name__)\n    app.register_blueprint(bp)\n    @app.get('/healthz')\n    def health():\n        return {}\n    return app\n",
    "orders.py":
      "from flask import Blueprint\nbp = Blueprint('orders', __name__)\n@bp.get('/v1/orders')\ndef orders():\n    return []\n",
  },
  "flask-smorest with method views": {
    "app.py":
      "from flask import Flask\nfrom flask_smorest import Api, Blueprint\nblp = Blueprint('orders', __name__)\n@blp.route('/v1/orders')\nclass Orders:\n    def get(self):\n        return []\napi = Api(Flask(__name__))\napi.register_blueprint(blp)\n",
  },
  APIFlask: {
    "app.py":
      "from apiflask import APIBlueprint, APIFlask\nbp = APIBlueprint('orders', __name__)\nbp.add_url_rule('/v1/orders', view_func=f)\nAPIFlask(__name__).register_blueprint(bp)\n",
  },
  "flask-restx namespaces": {
    "app.py":
      "from flask_restx import Api, Namespace\nns = Namespace('orders')\napi = Api(app)\napi.add_namespace(ns)\n",
  },
  "an Api over a blueprint": {
    "app.py":
      "from flask import Blueprint\nfrom flask_restful import Api\nbp = Blueprint('a', __name__)\napi = Api(bp)\napi.add_resource(Orders, '/v1/orders')\napp.register_blueprint(bp)\n",
  },
  connexion: { "app.py": "import connexion\napp = connexion.FlaskApp(__name__)\napp.add_api('openapi.yaml')\n" },
};

test.each(Object.entries(grouped))("%s counts as grouped", async (_name, files) => {
  expect(await inspect(blueprints, files)).toMatchObject({ verdict: "passed" });
});

test("routes on the application itself are named", async () => {
  const source = "from flask import Flask\napp = Flask(__name__)\n@app.route('/v1/orders')\ndef f():\n    pass\n";
  expect(await inspect(blueprints, { "app.py": source })).toMatchObject({
    verdict: "failed",
    share: 0,
    findings: [{ message: "/v1/orders is added to the application itself.", place: { path: "app.py", line: 3 } }],
  });
});

test("a blueprint for show, with every route on the application, is half", async () => {
  const source =
    "from flask import Blueprint, Flask\nbp = Blueprint('x', __name__)\napp = Flask(__name__)\napp.register_blueprint(bp)\n@app.route('/v1/orders')\ndef f():\n    pass\n";
  expect(await inspect(blueprints, { "app.py": source })).toMatchObject({ verdict: "failed", share: 0.5 });
});

test("a blueprint that is registered nowhere is half", async () => {
  const source = "from flask import Blueprint\nbp = Blueprint('x', __name__)\n";
  expect(await inspect(blueprints, { "app.py": source })).toMatchObject({
    verdict: "failed",
    share: 0.5,
    findings: [{ place: { path: "app.py", line: 2 } }],
  });
});
