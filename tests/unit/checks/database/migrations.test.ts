import { expect, test } from "vitest";
import { loadBrief } from "../../../../harness/brief/load-brief.ts";
import keepsData from "../../../../harness/checks/database/keeps-data.ts";
import migratesByCommand from "../../../../harness/checks/database/migrates-by-command.ts";
import noDrift from "../../../../harness/checks/database/no-drift.ts";
import roundTrip from "../../../../harness/checks/database/round-trip.ts";
import type { MigrationReport, MigrationStep } from "../../../../harness/types/runtime.ts";

type Ran = Extract<MigrationReport, { readonly ran: true }>;
type Subject = Pick<typeof noDrift, "run">;

const brief = await loadBrief("orders");
const step = (command: string, exitCode = 0, output = ""): MigrationStep => ({ command, exitCode, output });
const rows = { "public.orders": 60 };
const table = ["column orders.id"];
const migrated = (up: string) => ({ step: step(up), before: rows, after: rows, schemas: [table, table] as const });
const trip = {
  down: step("flask db downgrade base"),
  left: [],
  again: step("flask db upgrade"),
  schemas: [table, table],
} as const;
const known: Ran = {
  ran: true,
  namedIn: undefined,
  up: step("flask db upgrade"),
  check: step("flask db check"),
  earlier: migrated("flask db upgrade"),
  roundTrip: trip,
  second: undefined,
};
const forwardOnly: Ran = {
  ran: true,
  namedIn: "pyproject.toml",
  up: step("python -m app.migrate"),
  check: undefined,
  earlier: undefined,
  roundTrip: undefined,
  second: migrated("python -m app.migrate"),
};

const outcome = async (check: Subject, migrations: MigrationReport) => await check.run({ brief, migrations });
const verdict = async (check: Subject, changes: Partial<Ran>, of: Ran = known) =>
  (await outcome(check, { ...of, ...changes })).verdict;

test("migrations that do all that is asked of them pass", async () => {
  for (const check of [noDrift, roundTrip, keepsData]) expect(await verdict(check, {})).toBe("passed");
  const named = { namedIn: "brief.yaml", second: migrated("flask db upgrade") };
  for (const check of [noDrift, roundTrip, keepsData, migratesByCommand]) {
    expect(await verdict(check, named)).toBe("passed");
  }
});

test("without commands that are known nothing is said", async () => {
  for (const check of [noDrift, roundTrip, keepsData, migratesByCommand]) {
    expect((await outcome(check, { ran: false, reason: "none" })).verdict).toBe("not-applicable");
  }
});

test("of a tool that was recognised nobody named a command", async () => {
  expect(await verdict(migratesByCommand, {})).toBe("not-applicable");
});

test("of migrations that only lead forward, only the way up is judged", async () => {
  expect(await verdict(migratesByCommand, {}, forwardOnly)).toBe("passed");
  expect(await verdict(keepsData, {}, forwardOnly)).toBe("passed");
  for (const [check, key] of [[roundTrip, "`down`"] as const, [noDrift, "`check`"] as const]) {
    expect(await outcome(check, forwardOnly)).toMatchObject({
      verdict: "not-applicable",
      reason: expect.stringMatching(new RegExp(`named in pyproject\\.toml \\(${key}\\)`)),
    });
  }
});

test("a named command that brings nothing to an empty database fails in one check", async () => {
  const ran = (exitCode: number) => ({ ran: false, reason: "no", up: step("make db", exitCode, "why") }) as const;
  expect(await outcome(migratesByCommand, ran(2))).toMatchObject({
    verdict: "failed",
    findings: [{ message: "`make db` fails on an empty database.", received: "exit code 2", detail: "why" }],
  });
  expect(await outcome(migratesByCommand, ran(0))).toMatchObject({
    findings: [{ message: "`make db` brings no table to an empty database." }],
  });
  for (const check of [noDrift, roundTrip, keepsData]) {
    expect((await outcome(check, ran(2))).verdict).toBe("not-applicable");
  }
});

test("a named command that goes on when it is run again did not lead to the newest schema", async () => {
  const second = { ...migrated("make db"), schemas: [table, [...table, "column orders.note"]] as const };
  expect(await outcome(migratesByCommand, { ...forwardOnly, second })).toMatchObject({
    verdict: "failed",
    findings: [{ detail: "+ column orders.note" }],
  });
});

test("a command that refuses to migrate a second time does no harm; one that loses rows does", async () => {
  const refuses = { ...migrated("make db"), step: step("make db", 1, "relation exists") };
  for (const check of [keepsData, migratesByCommand]) {
    expect(await verdict(check, { second: refuses }, forwardOnly)).toBe("passed");
  }
  const loses = { ...migrated("make db"), after: { "public.orders": 0 } };
  expect(await verdict(keepsData, { second: loses }, forwardOnly)).toBe("failed");
  expect(await verdict(keepsData, { second: loses, earlier: migrated("make db") }, forwardOnly)).toBe("failed");
  const none = { ...migrated("make db"), before: {}, after: {} };
  expect(await verdict(keepsData, { second: none }, forwardOnly)).toBe("not-applicable");
});

test("a comparison that does not work is no drift", async () => {
  expect(await verdict(noDrift, { check: step("flask db check", 2, "No such command 'check'.") })).toBe(
    "not-applicable",
  );
  const found = step("flask db check", 1, "New upgrade operations detected: [('add_index', ...)]");
  expect(await verdict(noDrift, { check: found })).toBe("failed");
});

test("a comparison that is named says with its exit code what it found; one that is not there says nothing", async () => {
  expect(await verdict(noDrift, { check: step("make compare", 1) }, forwardOnly)).toBe("failed");
  expect(await verdict(noDrift, { check: step("make compare", 127) }, forwardOnly)).toBe("not-applicable");
  expect(await verdict(noDrift, { check: step("make compare", 0) }, forwardOnly)).toBe("passed");
});

test("a way back that fails, or a second way up that ends elsewhere, is no round trip", async () => {
  const failing = async (changes: Partial<Ran["roundTrip"]>) =>
    await verdict(roundTrip, { roundTrip: { ...trip, ...changes } });
  expect(await failing({ down: step("flask db downgrade base", 1) })).toBe("failed");
  expect(await failing({ left: ["public.orders"] })).toBe("failed");
  expect(await failing({ again: step("flask db upgrade", 1) })).toBe("failed");
  expect(await failing({ schemas: [["index a", "index b"], ["index a"]] })).toBe("failed");
});

test("a register that is made on the first way back is no other schema", async () => {
  const schemas = [table, [...table, "column migrations_undone.name"]] as const;
  expect(await verdict(roundTrip, { roundTrip: { ...trip, schemas } })).toBe("passed");
});

test("rows are lost where the migration fails on them, or where there are fewer afterwards", async () => {
  const fails = { ...migrated("flask db upgrade"), step: step("flask db upgrade", 1, "NotNullViolation") };
  expect(await verdict(keepsData, { earlier: fails })).toBe("failed");
  const fewer = { ...migrated("flask db upgrade"), after: { "public.orders": 0 } };
  expect(await verdict(keepsData, { earlier: fewer })).toBe("failed");
});

test("what says nothing about rows is not held against the migration", async () => {
  const ends = (output: string) => ({
    ...migrated("flask db upgrade"),
    step: step("flask db upgrade", 1, output),
  });
  const earlier = ends("relation exists");
  const again = { roundTrip: { ...trip, again: earlier.step } };
  expect(await verdict(keepsData, { earlier, ...again })).toBe("not-applicable");
  expect(await verdict(keepsData, { earlier: ends("UniqueViolation: duplicate key") })).toBe("not-applicable");
  expect(await verdict(keepsData, { earlier: ends("table violates foreign key constraint") })).toBe("not-applicable");
  expect(await verdict(keepsData, { earlier: { ...migrated(""), before: {} } })).toBe("not-applicable");
  expect(await verdict(keepsData, { earlier: { ...migrated(""), before: { orders: 0 } } })).toBe("not-applicable");
  expect(await verdict(keepsData, { earlier: { ...migrated(""), after: {} } })).toBe("passed");
});
