import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import documentedCommandsExist from "../../../../harness/checks/docs/documented-commands-exist.ts";
import { inspect, inspectFolder } from "../../submission/inspect.ts";
import { temporaryFolder } from "../../submission/intake/temporary.ts";

const files = {
  "src/shop/__init__.py": "",
  "src/shop/wsgi.py": "app = None\n",
  "src/shop/cli.py": '@app.cli.command()\ndef import_orders():\n    """Import."""\n',
  "tests/test_orders.py": "",
  "alembic/env.py": "",
  Makefile: ".PHONY: run\nrun test:\n\tpytest\n",
};

async function ask(...commands: readonly string[]) {
  const readme = `# Shop\n\n\`\`\`sh\n${commands.join("\n")}\n\`\`\`\n`;
  return await inspect(documentedCommandsExist, { ...files, "README.md": readme });
}

test("what is there may be named in any of the ways in which it can be", async () => {
  const commands = [
    "gunicorn -b 0.0.0.0:8000 'shop.wsgi:app'",
    "FLASK_APP=shop.wsgi:app flask import-orders",
    "flask --app src/shop/wsgi.py run",
    "uv run flask -A shop.wsgi run --port 8000",
    "python -m shop.cli && pytest tests/test_orders.py::test_one -q",
    "make test",
    "python -m alembic.config upgrade head",
    "python -m venv .venv",
  ];
  expect(await ask(...commands)).toMatchObject({ verdict: "passed" });
});

test.each([
  ["gunicorn shop.main:app", "there is no module shop.main"],
  ["flask --app shop.app run", "there is no module shop.app"],
  ["python -m shop.start", "there is no module shop.start"],
  ["pytest tests/test_bookings.py", "there is no tests/test_bookings.py"],
  ["make serve", 'the Makefile has no rule "serve"'],
  ["flask seed-orders", 'the app has no command "seed-orders"'],
])("%s is wrong: %s", async (command, problem) => {
  expect(await ask("make test", command)).toMatchObject({
    verdict: "failed",
    share: 0.5,
    findings: [{ message: `README.md says "${command}", but ${problem}.`, place: { path: "README.md", line: 5 } }],
  });
});

test("what only another machine can tell is left alone", async () => {
  const commands = [
    "docker compose exec app flask seed",
    "pip install -r requirements.txt",
    "FLASK_APP=your_app flask run",
    "gunicorn $APP",
    "curl http://localhost:8000/healthz",
    "make sure that it runs",
    "python -m http.server",
  ];
  expect(await ask(...commands.slice(0, 6))).toMatchObject({ verdict: "not-applicable" });
  expect(await ask(...commands)).not.toMatchObject({ verdict: "failed" });
});

const submissions = fileURLToPath(new URL("../../../submissions/", import.meta.url));
const all = ["orders", "bookings", "stock"].flatMap((brief) =>
  readdirSync(`${submissions}${brief}`).map((name) => `${brief}/${name}`),
);

test.each(all)("nothing is wrong with the commands of %s", async (name) => {
  await using temporary = await temporaryFolder();
  const outcome = await inspectFolder(documentedCommandsExist, `${submissions}${name}`, temporary.path);
  expect(outcome.verdict).not.toBe("failed");
});
