import { expect, test } from "vitest";
import { planCommands } from "../../../../harness/submission/commands/plan-commands.ts";

const files: Readonly<Record<string, string>> = {
  "app/wsgi.py": "",
  "backend/tests/test_orders.py": "",
  ".env.example": "DATABASE_URL=postgresql://localhost/shop\nFLASK_APP=app.wsgi # where it is\nEMPTY=\n",
  Makefile: "test:\n\tdocker compose run --rm web pytest tests\n",
};
const plan = {
  workspace: {
    files: Object.keys(files).map((path) => ({ path, bytes: 1 })),
    read: async (path: string) => files[path],
  },
  published: new Set(["DATABASE_URL", "PORT"]),
};

const planned = async (markdown: string): Promise<readonly string[]> =>
  (await planCommands(markdown, plan)).map((step) => {
    if (step.action === "skip") return `${step.matters ? "missing" : "skip"}: ${step.why}`;
    if (step.action === "enter") return `enter ${step.folder}`;
    return `${step.action}: ${step.script}`;
  });
const ofCommand = (command: string): Promise<readonly string[]> => planned(`## Run\n\n\`\`\`sh\n${command}\n\`\`\`\n`);

test.each([
  ["gunicorn -b 0.0.0.0:$PORT app.wsgi:app", "run: gunicorn -b 0.0.0.0:$PORT app.wsgi:app"],
  ["uv run flask --app app.wsgi run", "run: flask --app app.wsgi run"],
  ["sudo .venv/bin/python3.13 -m app", "run: python -m app"],
  ["./start.sh", "run: ./start.sh"],
  ["FLASK_APP=app flask db upgrade", "migrate: FLASK_APP=app flask db upgrade"],
  ["python -m alembic -c a.ini upgrade head", "migrate: python -m alembic -c a.ini upgrade head"],
  ["poetry run pytest -q", "test: pytest -q"],
  ["coverage run -m pytest", "test: coverage run -m pytest"],
  ["DATABASE_URL=postgresql://localhost/test PORT=1 pytest", "test: pytest"],
  [
    "TEST_DATABASE_URL='postgresql+psycopg://me@localhost/test' pytest",
    'test: TEST_DATABASE_URL="postgresql+psycopg://$ASSAY_DATABASE" pytest',
  ],
  ["env MODE=test pytest", "test: MODE=test pytest"],
  ["docker compose exec -T -e MODE=test web pytest tests", "test: MODE=test pytest tests"],
  ["docker run --rm -it -p 80:80 --env-file .env shop sh -c 'flask db upgrade'", "migrate: flask db upgrade"],
  ["make test", "test: pytest tests"],
  ["export MODE=test", "set: export MODE=test"],
  ["export SECRET_KEY=<your key>", "set: export SECRET_KEY=stand-in"],
])("%s is executed as %s", async (command, step) => {
  expect(await ofCommand(command)).toEqual([step]);
});

test.each([
  "docker compose up --build",
  "docker run -e A=b shop",
  "docker compose exec db psql",
  "git clone https://example.com/shop.git",
  "cd shop",
  "pip install -r requirements.txt",
  "python3 -m venv .venv",
  "source .venv/bin/activate",
  "createdb shop",
  "curl localhost:8000",
  "ruff check .",
  "sudo -u postgres createdb shop",
  "venv\\Scripts\\activate",
  "docker exec -it shop /bin/bash",
  "tox",
  "set -a",
  "export $(grep -v '^#' .env | xargs)",
])("%s is not executed, and nothing misses it", async (command) => {
  expect(await ofCommand(command)).toEqual([expect.stringMatching(/^skip: /)]);
});

test.each([
  "npm run build",
  "flask db migrate -m 'more'",
  "pytest ./src [--db]",
  "python import.py ~/orders.json",
  "pytest --host=<host>",
  "gunicorn $APP_MODULE",
  "pytest | tee log",
  "make deploy",
  "just test",
])("%s is not executed, and what comes after it may miss it", async (command) => {
  expect(await ofCommand(command)).toEqual([expect.stringMatching(/^missing: /)]);
});

test("copying the example of the settings sets what the brief does not", async () => {
  expect(await ofCommand("cp .env.example .env")).toEqual([
    "set: export FLASK_APP='app.wsgi'",
    "skip: assay gives it the settings of the brief",
  ]);
});

test("a folder of the repository is entered", async () => {
  expect(await ofCommand("cd shop\ncd backend && pytest")).toEqual([
    "skip: the repository is there already",
    "enter backend",
    "test: pytest",
  ]);
});

test("the same tests are executed once, whatever they report", async () => {
  expect(await ofCommand("pytest\npytest -v --cov=app --cov-report term\npytest --cov-fail-under=80")).toEqual([
    "test: pytest",
    "skip: line 4 does the same",
    "test: pytest --cov-fail-under=80",
  ]);
});

test("only shell under headings about running and testing is read", async () => {
  const markdown = [
    "# Shop",
    "## Layout\n```\npytest/   tests\npytest\n```",
    "## Running\n```python\npytest\n```\n```\napp/  the package\nflask run\n```",
    "## Tests\n```console\n$ pytest -x\n3 passed\n$ curl -d '{\n> }' localhost\n```",
    "## Decisions\n```sh\nflask run\n```",
  ].join("\n\n");
  expect(await planned(markdown)).toEqual([
    "run: flask run",
    "test: pytest -x",
    "skip: it neither starts nor tests the service",
  ]);
  expect((await planCommands(markdown, plan)).map(({ line, isTest }) => [line, isTest])).toEqual([
    [15, false],
    [20, true],
    [22, true],
  ]);
});

test("what is beside a table of commands is not taken for its arguments", async () => {
  const block = "flask seed    fills the database\npytest - the tests\nflask run: starts it\npytest -x  # stops early";
  expect(await planned(`## Run\n\n\`\`\`\n${block}\n\`\`\`\n`)).toEqual(["test: pytest -x"]);
});

test("without such headings, all of it is", async () => {
  expect(await planned("# Shop\n\n```\npytest\n```\n")).toEqual(["test: pytest"]);
});
