/** A source distribution on PyPI that ships example apps, and the exact packages that these need. */
interface Source {
  readonly name: string;
  readonly version: string;
  /** Of the `.tar.gz` on PyPI: other bytes are another app, and the list of mismatches would be about something else. */
  readonly sha256: string;
  /** File in `requirements/`: every package, with its version. */
  readonly requirements: string;
}

/** A Flask app that was not written for assay. Its true mismatches with its own document stand in README.md. */
export interface ForeignApp {
  readonly name: string;
  readonly source: Source;
  /** Folder of the app inside the source distribution. */
  readonly folder: string;
  /** `module:object`, as gunicorn takes it. */
  readonly wsgi: string;
  /** Path at which the app publishes its OpenAPI document. */
  readonly document: string;
  /** Path that answers a plain GET with 200, with these headers. */
  readonly get: { readonly path: string; readonly headers?: Readonly<Record<string, string>> };
}

const apiflask: Source = {
  name: "apiflask",
  version: "3.1.2",
  sha256: "9e19b554631a518a637c8a77887be37f37d46aeeee3d4a863bc4f6f0128bde23",
  requirements: "apiflask.txt",
};

const flaskOpenapi3: Source = {
  name: "flask_openapi3",
  version: "4.3.2",
  sha256: "a53a74bd71f07f5fa491c9cc928c7fc2c005a62f21e06b6aa27cfc11aa9ae1bc",
  requirements: "flask-openapi3.txt",
};

const flaskRebar: Source = {
  name: "flask_rebar",
  version: "3.5.0",
  sha256: "74110cdbbb4312b4298b84cbec05fc113221c1fcf2bfd09edeaf0017cfcae92a",
  requirements: "flask-rebar.txt",
};

const flasgger: Source = {
  name: "flasgger",
  version: "0.9.7.1",
  sha256: "ca098e10bfbb12f047acc6299cc70a33851943a746e550d86e65e60d4df245fb",
  requirements: "flasgger.txt",
};

const apiflaskExample = (name: string, folder: string, path: string): ForeignApp => ({
  name,
  source: apiflask,
  folder: `examples/${folder}`,
  wsgi: "app:app",
  document: "/openapi.json",
  get: { path },
});

const openapi3Example = (name: string, module: string, path: string): ForeignApp => ({
  name,
  source: flaskOpenapi3,
  folder: "examples",
  wsgi: `${module}:app`,
  document: "/openapi/openapi.json",
  get: { path },
});

export const foreignApps: readonly ForeignApp[] = [
  apiflaskExample("apiflask-basic", "basic", "/pets/1"),
  apiflaskExample("apiflask-orm", "orm", "/pets/1"),
  apiflaskExample("apiflask-pydantic", "pydantic", "/pets/1"),
  apiflaskExample("apiflask-pagination", "pagination/pydantic", "/pets?page=2"),
  apiflaskExample("apiflask-base-response", "base_response/marshmallow", "/pets/1"),
  apiflaskExample("apiflask-token", "auth/token_auth", "/openapi.json"),
  openapi3Example("flask-openapi3-rest", "rest_demo", "/book/1"),
  openapi3Example("flask-openapi3-views", "api_view_demo", "/api/v1/book/1"),
  {
    name: "flask-rebar-todo",
    source: flaskRebar,
    folder: "examples/todo",
    wsgi: "rebar_openapi3:app",
    document: "/swagger",
    get: { path: "/todos", headers: { "x-myapp-key": "my-api-key" } },
  },
  {
    name: "flasgger-request-body",
    source: flasgger,
    folder: "examples",
    wsgi: "request_body:app",
    document: "/apispec.json",
    get: { path: "/apispec.json" },
  },
];
