import { beforeAll, expect, test } from "vitest";
import { loadBrief } from "../../../../../harness/brief/load-brief.ts";
import type { Brief } from "../../../../../harness/brief/types.ts";
import {
  changedMembers,
  createdMembers,
  exclusionOf,
  type Known,
  learned,
} from "../../../../../harness/checks/stateful/model/known.ts";

let orders: Brief;
let bookings: Brief;
let stock: Brief;
beforeAll(async () => {
  [orders, bookings, stock] = await Promise.all([loadBrief("orders"), loadBrief("bookings"), loadBrief("stock")]);
});

const items = [{ sku: "PEN", quantity: 3, unit_price_cents: 50 }];

function known(members: Known["members"], isGone = false): Known {
  return { id: "1", members, isGone };
}

test("a new record has what was sent, the first state, and what the invariants say", () => {
  expect(createdMembers(orders, { items })).toEqual({ items, status: "pending", total_cents: 150 });
});

test("a change leaves the rest as it was, and says nothing of when it was made", () => {
  const before = known({ note: "a", status: "pending", created_at: "2026-01-01T00:00:00Z", updated_at: "x" });
  const expected = { note: "b", status: "pending", created_at: "2026-01-01T00:00:00Z" };
  expect(changedMembers(orders, before, { note: "b" })).toEqual(expected);
});

test("an answer teaches documented members that were not known, and changes none that were", () => {
  const after = learned(orders, known({ note: "a" }), { note: "b", currency: "EUR", links: [] });
  expect(after.members).toEqual({ note: "a", currency: "EUR" });
});

test("records exclude each other while both are there and none is released", () => {
  const one = { room: "a", starts_at: "2026-01-01T10:00:00Z", ends_at: "2026-01-01T11:00:00Z", state: "booked" };
  const beside = (other: Known) => exclusionOf(bookings, new Map([["1", other]]), one);
  expect(beside(known(one))).toBe("excluded");
  expect(beside(known({ ...one, state: "cancelled" }))).toBe("free");
  expect(beside(known({ ...one, starts_at: "2026-01-01T11:00:00Z", ends_at: "2026-01-01T12:00:00Z" }))).toBe("free");
  expect(exclusionOf(orders, new Map([["1", known({})]]), {})).toBe("free");
});

test("an id that the client chose is free after a delete; whether anything else is, no brief says", () => {
  const beside = (isGone: boolean) =>
    exclusionOf(stock, new Map([["1", known({ sku: "pen" }, isGone)]]), { sku: "pen" });
  expect(beside(false)).toBe("excluded");
  expect(beside(true)).toBe("free");
  const one = { room: "a", starts_at: "2026-01-01T10:00:00Z", ends_at: "2026-01-01T11:00:00Z", state: "booked" };
  expect(exclusionOf(bookings, new Map([["1", known(one, true)]]), one)).toBe("open");
});
