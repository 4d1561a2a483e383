import { expect, test } from "vitest";
import { type Column, columnOf } from "../../../../harness/checks/database/rows/columns.ts";

const column = (plain: string): Column => ({ plain, name: plain, category: "S", type: "text", key: false });

function found(field: string, value: unknown, row: Readonly<Record<string, string | null>>): string | undefined {
  return columnOf(field, [{ [field]: value }], { columns: Object.keys(row).map(column), rows: [row] })?.plain;
}

test("a field lies in the column of its name that holds its value", () => {
  expect(found("id", "b", { id: "b", public_id: "b" })).toBe("id");
  expect(found("total_cents", 12, { totalCents: "12", other: "12" })).toBe("totalCents");
});

test("a column of its name with other values is not the one, where another holds them", () => {
  expect(found("id", "a-uuid", { id: "7", public_id: "a-uuid" })).toBe("public_id");
});

test("a column of its name is the one where no column holds the values as the API shows them", () => {
  expect(found("status", "pending", { status: "PENDING", note: null })).toBe("status");
});

test("times are the same however they are written", () => {
  expect(found("starts_at", "2026-01-05T09:30:00Z", { begins: "2026-01-05T10:30:00+01:00" })).toBe("begins");
});

test("where several columns hold the value, and none has the name, nothing is said", () => {
  expect(found("created_at", "2026-01-05T09:30:00Z", { a: "2026-01-05T09:30:00Z", b: "2026-01-05T09:30:00Z" })).toBe(
    undefined,
  );
});

test("a value that lies nowhere as it is shown has no column", () => {
  expect(found("unit_price", "12.50", { price_cents: "1250" })).toBe(undefined);
});
