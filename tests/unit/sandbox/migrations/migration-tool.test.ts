import { expect, test } from "vitest";
import { migrationTool } from "../../../../harness/sandbox/migrations/migration-tool.ts";

async function commandFor(files: Readonly<Record<string, string>>): Promise<string | undefined> {
  const tool = await migrationTool({
    files: Object.keys(files).map((path) => ({ path, bytes: 1 })),
    read: async (path) => files[path],
  });
  return tool && [...tool.command, ...tool.up].join(" ");
}

const folder = { "migrations/alembic.ini": "", "migrations/env.py": "" };

test("Flask-Migrate is what the requirements ask for, in any spelling", async () => {
  expect(await commandFor({ ...folder, "requirements.txt": "Flask-Migrate==4.1.0" })).toBe("flask db upgrade");
  expect(await commandFor({ ...folder, "pyproject.toml": 'dependencies = ["flask_migrate>=4"]' })).toBe(
    "flask db upgrade",
  );
});

test("Alembic by itself has its settings at the top of the repository", async () => {
  expect(await commandFor({ "alembic.ini": "", "db/env.py": "", "requirements.txt": "alembic" })).toBe(
    "python -m alembic upgrade head",
  );
  expect(await commandFor({ ...folder, "requirements.txt": "alembic" })).toBe(undefined);
});

test("SQL files, or settings without an environment, are no tool whose commands are known", async () => {
  expect(await commandFor({ "sql/001.sql": "", "requirements.txt": "Flask-Migrate" })).toBe(undefined);
  expect(await commandFor({ "alembic.ini": "", "requirements.txt": "alembic" })).toBe(undefined);
});
