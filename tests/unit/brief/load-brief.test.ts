import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { changedOrders, lineOf } from "./brief-copy.ts";

test("the brief that comes with assay can be loaded by its id", async () => {
  const brief = await loadBrief("orders");
  expect(brief).toMatchObject({ id: "orders", time: { hours: 4 }, runtime: { port: 8000, readyWithinSeconds: 30 } });
  expect(brief.rubric.stretch).toHaveLength(1);
});

test("a copy has the hash of the original, a changed one another", async () => {
  const original = await loadBrief("orders");
  await using same = await changedOrders();
  await using other = await changedOrders(["task.md", "four hours", "five hours"]);
  expect((await loadBrief(same.path)).sha256).toBe(original.sha256);
  expect((await loadBrief(other.path)).sha256).not.toBe(original.sha256);
});

test("broken YAML is named with file, line and column", async () => {
  await using folder = await changedOrders(["brief.yaml", "alive: /healthz", "alive: [/healthz"]);
  await expect(loadBrief(folder.path)).rejects.toMatchObject({
    message: expect.stringContaining("not valid YAML"),
    where: expect.stringMatching(/brief\.yaml:2\d:\d+$/),
  });
});

test("a key that is given twice is named with its line", async () => {
  await using folder = await changedOrders(["brief.yaml", "  alive: /healthz", "  port: 9000\n  alive: /healthz"]);
  const where = await lineOf(folder.path, "brief.yaml", "port: 9000");
  await expect(loadBrief(folder.path)).rejects.toMatchObject({ where: expect.stringContaining(where) });
});

test("a setting that nobody knows is named with its line", async () => {
  await using folder = await changedOrders(["brief.yaml", "max_limit: 100", "max_limit: 100\n  max_limt: 100"]);
  const where = await lineOf(folder.path, "brief.yaml", "max_limt");
  await expect(loadBrief(folder.path)).rejects.toMatchObject({
    message: expect.stringContaining("pagination.max_limt is not a known setting"),
    where: expect.stringContaining(where),
  });
});

test("a value of the wrong kind is named with its line, and so is every other problem", async () => {
  await using folder = await changedOrders(
    ["brief.yaml", "minimum: 12", "minimum: twelve"],
    ["brief.yaml", "scheme: basic", "scheme: digest"],
  );
  const error: unknown = await loadBrief(folder.path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    problems: expect.arrayContaining([
      expect.objectContaining({ where: expect.stringContaining(await lineOf(folder.path, "brief.yaml", "twelve")) }),
      expect.objectContaining({ where: expect.stringContaining(await lineOf(folder.path, "brief.yaml", "digest")) }),
    ]),
  });
});

test("a setting that is missing is named", async () => {
  await using folder = await changedOrders(["brief.yaml", "  items: data\n", ""]);
  const where = await lineOf(folder.path, "brief.yaml", "pagination:");
  await expect(loadBrief(folder.path)).rejects.toMatchObject({
    message: expect.stringContaining("'items'"),
    where: expect.stringContaining(where),
  });
});

test("commands of everybody's migrations can be named; the way up is needed", async () => {
  const withMigrations = (text: string) =>
    changedOrders(["brief.yaml", "\ndatabase:\n", `\ndatabase:\n  migrations: ${text}\n`]);
  await using folder = await withMigrations("{ up: make migrate, down: make empty }");
  expect((await loadBrief(folder.path)).database?.migrations).toEqual({
    up: "make migrate",
    back: undefined,
    down: "make empty",
    check: undefined,
  });
  await using without = await withMigrations("{ back: make back }");
  await expect(loadBrief(without.path)).rejects.toMatchObject({ message: expect.stringContaining("'up'") });
  await using wrong = await withMigrations("{ up: [make, up] }");
  const where = await lineOf(wrong.path, "brief.yaml", "[make, up]");
  await expect(loadBrief(wrong.path)).rejects.toMatchObject({ where: expect.stringContaining(where) });
});

test("a criterion without its words is named with its line", async () => {
  await using folder = await changedOrders(["rubric.yaml", "    half: One such handler.\n", ""]);
  const where = await lineOf(folder.path, "rubric.yaml", "id: failures-not-hidden");
  await expect(loadBrief(folder.path)).rejects.toMatchObject({
    message: expect.stringContaining("'half'"),
    where: expect.stringContaining(where),
  });
});

test("a brief names no file outside of its folder", async () => {
  await using folder = await changedOrders(["brief.yaml", "task: task.md", "task: ../task.md"]);
  await expect(loadBrief(folder.path)).rejects.toMatchObject({ message: expect.stringContaining("task must match") });
});

test.each([
  ["task.md", "task.md can't be read"],
  ["rubric.yaml", "rubric.yaml can't be read"],
  ["openapi.yaml", "openapi.yaml can't be read"],
  ["brief.yaml", "There is no brief"],
])("a missing %s is said to be missing", async (file, message) => {
  await using folder = await changedOrders();
  await rm(join(folder.path, file));
  await expect(loadBrief(folder.path)).rejects.toThrow(message);
});

test("an OpenAPI document that is none is refused with its line", async () => {
  await using folder = await changedOrders(["openapi.yaml", "openapi: 3.1.0", 'openapi: "2.0"']);
  await expect(loadBrief(folder.path)).rejects.toMatchObject({
    found: "2.0",
    where: expect.stringMatching(/openapi\.yaml:1:1$/),
  });
});
