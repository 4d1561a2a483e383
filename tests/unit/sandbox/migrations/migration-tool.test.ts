import { expect, test } from "vitest";
import { migrationTool } from "../../../../harness/sandbox/migrations/migration-tool.ts";

async function toolFor(files: Readonly<Record<string, string>>, ofBrief?: string) {
  const workspace = {
    files: Object.keys(files).map((path) => ({ path, bytes: 1 })),
    read: async (path: string) => files[path],
  };
  const none = { back: undefined, down: undefined, check: undefined };
  return await migrationTool(workspace, ofBrief === undefined ? undefined : { up: ofBrief, ...none });
}

const commandFor = async (files: Readonly<Record<string, string>>) => (await toolFor(files))?.up;

const folder = { "migrations/alembic.ini": "", "migrations/env.py": "" };
const alembic = { "alembic.ini": "", "db/env.py": "", "requirements.txt": "alembic" };
const own = { "pyproject.toml": '[tool.assay.migrations]\nup = "python -m app.migrate"\n' };

test("Flask-Migrate is what the requirements ask for, in any spelling", async () => {
  expect(await commandFor({ ...folder, "requirements.txt": "Flask-Migrate==4.1.0" })).toBe("flask db upgrade");
  const project = { ...folder, "pyproject.toml": '[project]\ndependencies = ["flask_migrate>=4"]' };
  expect(await commandFor(project)).toBe("flask db upgrade");
});

test("Alembic by itself has its settings at the top of the repository", async () => {
  expect(await commandFor(alembic)).toBe("python -m alembic upgrade head");
  expect(await commandFor({ ...folder, "requirements.txt": "alembic" })).toBe(undefined);
});

test("SQL files, or settings without an environment, are no tool whose commands are known", async () => {
  expect(await commandFor({ "sql/001.sql": "", "requirements.txt": "Flask-Migrate" })).toBe(undefined);
  expect(await commandFor({ "alembic.ini": "", "requirements.txt": "alembic" })).toBe(undefined);
});

test("what a submission names comes before what the brief names, and that before what is recognised", async () => {
  expect(await toolFor({ ...alembic, ...own }, "make migrate")).toMatchObject({
    namedIn: "pyproject.toml",
    up: "python -m app.migrate",
    down: undefined,
  });
  expect(await toolFor(alembic, "make migrate")).toMatchObject({ namedIn: "brief.yaml", up: "make migrate" });
  expect(await toolFor(alembic)).toMatchObject({ namedIn: undefined, down: "python -m alembic downgrade base" });
  expect(await toolFor({ "sql/001.sql": "" }, "make migrate")).toMatchObject({ namedIn: "brief.yaml" });
});

test("where a submission names something that can't be used, nothing else is tried in its place", async () => {
  const broken = { "pyproject.toml": "[tool.assay.migrations]\nup = 3\n" };
  await expect(toolFor({ ...alembic, ...broken }, "make migrate")).rejects.toMatchObject({ found: "a number" });
});
