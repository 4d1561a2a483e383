import { expect, test } from "vitest";
import { loadBrief } from "../../../../harness/brief/load-brief.ts";
import keepsData from "../../../../harness/checks/database/keeps-data.ts";
import noDrift from "../../../../harness/checks/database/no-drift.ts";
import roundTrip from "../../../../harness/checks/database/round-trip.ts";
import type { MigrationReport, MigrationStep } from "../../../../harness/types/runtime.ts";

const brief = await loadBrief("orders");
const step = (command: string, exitCode = 0, output = ""): MigrationStep => ({ command, exitCode, output });
const rows = { "public.orders": 60 };
const good = {
  ran: true,
  check: step("flask db check"),
  earlier: { step: step("flask db upgrade"), before: rows, after: rows },
  down: step("flask db downgrade base"),
  again: step("flask db upgrade"),
  schemas: [["column orders.id"], ["column orders.id"]],
} as const satisfies MigrationReport;

const verdict = async (
  check: typeof noDrift | typeof roundTrip | typeof keepsData,
  changes: Partial<typeof good> | object,
) => (await check.run({ brief, migrations: { ...good, ...changes } })).verdict;

test("migrations that do all that is asked of them pass", async () => {
  for (const check of [noDrift, roundTrip, keepsData]) expect(await verdict(check, {})).toBe("passed");
});

test("without a known tool nothing is said", async () => {
  for (const check of [noDrift, roundTrip, keepsData]) {
    expect((await check.run({ brief, migrations: { ran: false, reason: "none" } })).verdict).toBe("not-applicable");
  }
});

test("a comparison that does not work is no drift", async () => {
  expect(await verdict(noDrift, { check: step("flask db check", 2, "No such command 'check'.") })).toBe(
    "not-applicable",
  );
  const found = step("flask db check", 1, "New upgrade operations detected: [('add_index', ...)]");
  expect(await verdict(noDrift, { check: found })).toBe("failed");
});

test("a way back that fails, or a second way up that ends elsewhere, is no round trip", async () => {
  expect(await verdict(roundTrip, { down: step("flask db downgrade base", 1) })).toBe("failed");
  expect(await verdict(roundTrip, { again: step("flask db upgrade", 1) })).toBe("failed");
  expect(await verdict(roundTrip, { schemas: [["index a", "index b"], ["index a"]] })).toBe("failed");
});

test("rows are lost where the migration fails on them, or where there are fewer afterwards", async () => {
  const fails = { ...good.earlier, step: step("flask db upgrade", 1, "NotNullViolation") };
  expect(await verdict(keepsData, { earlier: fails })).toBe("failed");
  expect(await verdict(keepsData, { earlier: { ...good.earlier, after: { "public.orders": 0 } } })).toBe("failed");
});

test("what says nothing about rows is not held against the migration", async () => {
  const fails = step("flask db upgrade", 1, "relation exists");
  expect(await verdict(keepsData, { earlier: { ...good.earlier, step: fails }, again: fails })).toBe("not-applicable");
  const inserts = step("flask db upgrade", 1, "UniqueViolation: duplicate key");
  expect(await verdict(keepsData, { earlier: { ...good.earlier, step: inserts } })).toBe("not-applicable");
  expect(await verdict(keepsData, { earlier: { ...good.earlier, before: {} } })).toBe("not-applicable");
  expect(await verdict(keepsData, { earlier: { ...good.earlier, after: {} } })).toBe("passed");
});
