import { expect, test } from "vitest";
import environmentDocumented from "../../../../harness/checks/docs/environment-documented.ts";
import readme from "../../../../harness/checks/docs/readme.ts";
import runSection from "../../../../harness/checks/docs/run-section.ts";
import { inspect } from "../../submission/inspect.ts";

const words = "a small service that takes orders and lists them page by page ".repeat(5);

test.each(["README.md", "readme.md", "README.rst", "README.txt", "README"])("%s is a README", async (name) => {
  expect(await inspect(readme, { [name]: words })).toMatchObject({ verdict: "passed" });
});

test("a stub gives a part, a README in a folder below is none", async () => {
  expect(await inspect(readme, { "README.md": "# Orders\n\nTo do.\n" })).toMatchObject({
    verdict: "failed",
    share: 3 / 40,
    findings: [{ place: { path: "README.md", line: 1 } }],
  });
  expect(await inspect(readme, { "docs/README.md": words })).toMatchObject({ verdict: "failed", share: 0 });
});

test("the task that the starter repository's README holds is not the candidate's own; what they add is", async () => {
  const task = `<!-- task: begin -->\n${words}\n\n\`\`\`sh\nflask run\n\`\`\`\n<!-- task: end -->\n`;
  expect(await inspect(readme, { "README.md": task })).toMatchObject({ verdict: "failed", share: 0 });
  expect(await inspect(runSection, { "README.md": task })).toMatchObject({ verdict: "failed" });
  const own = `${task}${words}\n\n\`\`\`sh\nmake run\n\`\`\`\n`;
  expect(await inspect(readme, { "README.md": own })).toMatchObject({ verdict: "passed" });
  expect(await inspect(runSection, { "README.md": own })).toMatchObject({ examined: "README.md, line 11" });
});

const running: Readonly<Record<string, string>> = {
  "a fenced block": "## Run\n\n```sh\ndocker compose up --build\n```\n",
  "a block with prompts": "```\n$ docker build -t orders .\n$ docker run -p 8000:8000 orders\n```\n",
  "an indented block": "Run it:\n\n    docker-compose up\n",
  "inline code": "Start it with `flask --app orders run`.\n",
  "a chain": "```\ndocker build -t o . && docker run o\n```\n",
  "through a tool": "```\nuv run flask --app orders run\n```\n",
  "variables before the command": "```\nDATABASE_URL=postgresql://x PORT=8000 gunicorn orders:app\n```\n",
  "python of a version": "```\npython3.13 -m orders\n```\n",
  "a path to the command": "```\n.venv/bin/gunicorn 'orders:create_app()'\n```\n",
  "a list": "1. `make run`\n",
  "tildes, as an attribute list wants them": "~~~bash\nmake run\n~~~\n",
};

test.each(Object.entries(running))("%s says how to run", async (_name, text) => {
  expect(await inspect(runSection, { "README.md": text })).toMatchObject({ verdict: "passed" });
});

test("reStructuredText, plain text and a document that the README names say it too", async () => {
  expect(
    await inspect(runSection, { "README.rst": "Run\n---\n\n.. code-block:: text\n\n    $ flask run\n" }),
  ).toMatchObject({
    verdict: "passed",
  });
  expect(await inspect(runSection, { "README.txt": "Run it like this:\ndocker compose up\n" })).toMatchObject({
    verdict: "passed",
  });
  const named = { "README.md": "See [running](docs/running.md).", "docs/running.md": "```\nmake run\n```\n" };
  expect(await inspect(runSection, named)).toMatchObject({ verdict: "passed", examined: "docs/running.md, line 2" });
});

const notRunning: Readonly<Record<string, string>> = {
  "prose about the tools": "The service uses Docker and Flask. I like python a lot.\n",
  "setting up and testing only":
    "```\npython -m venv .venv\nmake test\npython -m pytest\ndocker build .\nflask db upgrade\n```\n",
  "a sentence that wraps":
    "You need Postgres:\n- an instance;\n  make sure that it runs, with\n  python 3.13 installed\n",
  "a name alone": "Built with `flask` and `docker`.\n",
  "a headline's underline": "docker\n------\n\nis used\n",
};

test.each(Object.entries(notRunning))("%s does not say how to run", async (_name, text) => {
  expect(await inspect(runSection, { "README.md": text })).toMatchObject({ verdict: "failed", share: 0 });
});

const reading = [
  "import os, environs",
  "from os import environ, getenv",
  "from decouple import config",
  "from pydantic_settings import BaseSettings, SettingsConfigDict",
  "from pydantic import Field",
  "URL = os.environ['A_URL']",
  "USER = environ.get('B_USER', 'x')",
  "PASSWORD = getenv('C_PASSWORD')",
  "LEVEL = config('D_LEVEL')",
  "env = environs.Env()",
  "env.read_env()",
  "PORT = env.int('E_PORT', 8000)",
  "KEY = 'F_KEY'",
  "VALUE = os.environ[KEY]",
  "def required(name):",
  "    return os.environ[name]",
  "G = required('G_WRAPPED')",
  "class Settings(BaseSettings):",
  "    model_config = SettingsConfigDict(env_prefix='H_')",
  "    pool_size: int = 5",
  "    secret: str = Field(validation_alias='I_SECRET')",
  "def load(source=os.environ):",
  "    return source['J_SOURCE']",
  "SETTINGS = {name: os.environ[name] for name in ('K_ONE', 'K_TWO')}",
  "def merged(overrides):",
  "    settings = {**os.environ, **overrides}",
  "    return settings['L_MERGED']",
  "def elsewhere(settings):",
  "    return settings['NOT_A_VARIABLE']",
  "class Config:",
  "    def __init__(self, values, strict=False):",
  "        self.url = values['M_GIVEN']",
  "CONFIG = Config(os.environ)",
].join("\n");
const variables = [
  "A_URL",
  "B_USER",
  "C_PASSWORD",
  "D_LEVEL",
  "E_PORT",
  "F_KEY",
  "G_WRAPPED",
  "H_POOL_SIZE",
  "I_SECRET",
]
  .concat(["J_SOURCE", "K_ONE", "K_TWO", "L_MERGED", "M_GIVEN"])
  .sort();

test("variables are found however they are read, and each one that is written nowhere is named", async () => {
  const outcome = await inspect(environmentDocumented, { "settings.py": reading });
  expect(outcome).toMatchObject({ verdict: "failed", share: 0 });
  const named = outcome.verdict === "failed" ? outcome.findings.map(({ message }) => message.split(" ")[0]) : [];
  expect(named.sort()).toEqual(variables);
  expect(outcome.verdict === "failed" && outcome.findings.every(({ place }) => place?.path === "settings.py")).toBe(
    true,
  );
});

test.each(["README.md", ".env.example", "env.sample", "docs/settings.txt", "compose.yaml", "docker-compose.yml"])(
  "%s is a place to write settings down",
  async (path) => {
    const outcome = await inspect(environmentDocumented, { "settings.py": reading, [path]: variables.join("=\n") });
    expect(outcome).toMatchObject({ verdict: "passed" });
  },
);

test("a word of prose is not the name of a variable", async () => {
  const code = "import os\nPORT = os.environ['PORT']\n";
  expect(await inspect(environmentDocumented, { "a.py": code, "README.md": "the port" })).toMatchObject({ share: 0 });
});

test("half of them written down is half", async () => {
  const code = "import os\nA = os.environ['ONE_URL']\nB = os.environ['TWO_URL']\n";
  expect(await inspect(environmentDocumented, { "a.py": code, "README.md": "ONE_URL, not TWO_URL_2" })).toMatchObject({
    verdict: "failed",
    share: 0.5,
    findings: [{ place: { path: "a.py", line: 3 } }],
  });
});

test("what everyone knows, what tests read, what is set and what a request carries needs no words", async () => {
  const outcome = await inspect(environmentDocumented, {
    "app.py":
      "import os\nos.getenv('HOME')\nos.getenv('FLASK_DEBUG')\nos.getenv('WEB_CONCURRENCY')\nos.environ['X_SET'] = '1'\ndef wsgi(environ):\n    return environ['REQUEST_METHOD']\n",
    "tests/conftest.py": "import os\nos.environ['TEST_DATABASE_URL']\n",
  });
  expect(outcome).toMatchObject({ verdict: "not-applicable" });
});
