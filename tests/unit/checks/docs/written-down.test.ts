import { expect, test } from "vitest";
import decisions from "../../../../harness/checks/docs/decisions.ts";
import docstrings from "../../../../harness/checks/docs/docstrings.ts";
import limits from "../../../../harness/checks/docs/limits-and-next-steps.ts";
import noDeadReferences from "../../../../harness/checks/docs/no-dead-references.ts";
import testSection from "../../../../harness/checks/docs/test-section.ts";
import { inspect } from "../../submission/inspect.ts";

const readme = (text: string) => ({ "README.md": `# Shop\n\n${text}\n` });

test.each([
  "```sh\npytest\n```",
  "    $ python -m pytest -q",
  "Run `make test`.",
  "```\ndocker compose run --rm web pytest tests/\n```",
  "`uv run pytest --cov`",
  "```\n./scripts/run-tests.sh\n```",
  "Tests: `python manage.py test`",
])("a command that runs the tests is found in %j", async (text) => {
  expect(await inspect(testSection, readme(text))).toMatchObject({ verdict: "passed" });
});

test.each(["There are tests.", "```sh\npip install pytest\nflask run\n```"])(
  "%j has no command that runs the tests",
  async (text) => {
    expect(await inspect(testSection, readme(text))).toMatchObject({ verdict: "failed", share: 0 });
  },
);

test.each([
  "I chose cursors because offsets skip rows.",
  "## Design notes\n\nPrices are integers.",
  "Stock is locked rather than checked twice.",
  "## Trade-offs\n\n- no ORM",
])("%j tells of a decision", async (text) => {
  expect(await inspect(decisions, readme(text))).toMatchObject({ verdict: "passed" });
});

test("decisions may stand in a document beside the README", async () => {
  const files = { ...readme("Run it with make."), "docs/adr/0001-cursors.md": "We decided to use cursors.\n" };
  expect(await inspect(decisions, files)).toMatchObject({ verdict: "passed" });
});

test("a README that only says how to run it tells of no decision and of no limit; words inside its commands do not count", async () => {
  const text = "This is a service for the orders of a shop.\n\n```sh\necho because todo\nflask run\n```";
  expect(await inspect(decisions, readme(text))).toMatchObject({ verdict: "failed" });
  expect(await inspect(limits, readme(text))).toMatchObject({ verdict: "failed" });
});

test.each([
  "There is no rate limit: I would add one next.",
  "## TODO\n\n- metrics",
  "Refunds are not implemented.",
  "I ran out of time for the import.",
  "Refunds aren't part of it.",
  "It has no rate limiting.",
])("%j says what is missing", async (text) => {
  expect(await inspect(limits, readme(text))).toMatchObject({ verdict: "passed" });
});

test("a README in another language is left to people", async () => {
  const german =
    "Dieser Dienst nimmt Bestellungen entgegen, listet sie seitenweise auf und ändert ihren Zustand. Er läuft mit Docker und braucht eine leere PostgreSQL-Datenbank, deren Adresse in einer Variablen steht. Die Tests leeren diese Datenbank.";
  expect(await inspect(decisions, readme(german))).toMatchObject({ verdict: "not-applicable" });
  expect(await inspect(limits, readme(german))).toMatchObject({ verdict: "not-applicable" });
});

const dead: Readonly<Record<string, string>> = {
  "a link": "See [the design](docs/design.md).",
  "a requirements file": "```sh\npip install -r requirements-dev.txt\n```",
  "a script": "```sh\nsh scripts/start.sh\n```",
  "a module that is run": "```sh\nFLASK_DEBUG=1 python server.py\n```",
  "an example that is copied": "```sh\ncp .env.sample .env\n```",
};

test.each(Object.entries(dead))("%s that is not there is named with its line", async (_name, text) => {
  const outcome = await inspect(noDeadReferences, { ...readme(text), "app.py": "" });
  expect(outcome).toMatchObject({ verdict: "failed", share: 0, findings: [{ place: { path: "README.md" } }] });
});

test.each([
  "See [the design](./docs/design.md#why) and [Flask](https://flask.palletsprojects.com).",
  "```sh\ncd src && python app.py\n```",
  "```sh\ncp .env.example .env\nsource .env\nsh $HOME/x.sh\npython <your-script>.py\n. .venv/bin/activate\n```",
  "```sh\ncurl -o data.py https://example.com/data.py\npython data.py\n```",
  "```sh\npython -m venv venv\npython -c 'print(1)'\n```",
])("nothing in %j is dead", async (text) => {
  const files = { ...readme(text), "docs/design.md": "", "src/app.py": "", ".env.example": "" };
  const { verdict } = await inspect(noDeadReferences, files);
  expect(["passed", "not-applicable"]).toContain(verdict);
});

test("a fifth of the modules, classes and functions need a docstring; private and inner ones do not", async () => {
  const bare = "def one(): ...\ndef two(): ...\ndef _three():\n    def inner(): ...\n";
  expect(await inspect(docstrings, { "a.py": bare })).toMatchObject({ verdict: "failed", share: 0 });
  expect(await inspect(docstrings, { "a.py": `"""Two things."""\n${bare}` })).toMatchObject({ verdict: "passed" });
});
