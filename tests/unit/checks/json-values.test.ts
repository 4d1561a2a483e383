import { describe, expect, test } from "vitest";
import { differentMembers, sameValue } from "../../../harness/checks/json-values.ts";

describe("two values mean the same to a client", () => {
  test.each([
    ["members in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
    ["the same instant with another offset", "2026-03-01T09:30:00Z", "2026-03-01T10:30:00+01:00"],
    ["the same instant with a fraction of zeros", "2026-03-01T09:30:00Z", "2026-03-01T09:30:00.000000+00:00"],
    ["the same microsecond in more digits", "2026-03-01T09:30:00.123456Z", "2026-03-01T09:30:00.1234560Z"],
    ["objects of a list in another order", [{ a: 1 }, { a: 2 }, { a: 1 }], [{ a: 1 }, { a: 1 }, { a: 2 }]],
    ["numbers in another notation", 1, 1.0],
  ])("%s", (_, one, other) => {
    expect(sameValue(one, other)).toBe(true);
  });
});

describe("two values differ", () => {
  test.each([
    ["another microsecond", "2026-03-01T09:30:00.123456Z", "2026-03-01T09:30:00.123457Z"],
    ["text that only looks alike", "2026-03-01", "2026-03-01T00:00:00Z"],
    ["a number and its text", 1, "1"],
    ["true and one", true, 1],
    ["a member too many", { a: 1 }, { a: 1, b: undefined }],
    ["null and a missing member", { a: null }, {}],
    ["texts of a list in another order", ["a", "b"], ["b", "a"]],
    ["a repeated element", [{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: 2 }]],
    ["a list and an object", [], {}],
  ])("%s", (_, one, other) => {
    expect(sameValue(one, other)).toBe(false);
  });
});

test("only the members that were expected are compared, and those that differ are named", () => {
  expect(differentMembers({ a: 1, b: [1], c: null }, { a: 1, b: [2], more: 1 })).toEqual(["b", "c"]);
});
