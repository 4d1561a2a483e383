import { describe, expect, test } from "vitest";
import { excludeEachOther } from "../../../harness/brief/exclusion.ts";
import { keepsRules, timeRule, withRulesKept } from "../../../harness/brief/time-rules.ts";
import { seededRandom } from "../../../harness/types/random.ts";

const rule = timeRule("starts_at < ends_at");

describe("a rule of two times", () => {
  test.each([
    ["2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z", true],
    ["2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z", false],
    ["2026-03-02T10:00:00Z", "2026-03-02T11:00:00+02:00", false],
    ["2026-03-02T12:00:00+02:00", "2026-03-02T11:00:00Z", true],
  ])("%s < %s as instants: %s", (starts_at, ends_at, isKept) => {
    expect(keepsRules({ starts_at, ends_at }, [rule])).toBe(isKept);
  });

  test("says nothing about what is no time, or not there", () => {
    expect(keepsRules({ starts_at: 5, ends_at: "2026-03-02T10:00:00Z" }, [rule])).toBe(true);
    expect(keepsRules({}, [rule])).toBe(true);
  });

  test("is kept by moving the later time, and nothing else", () => {
    const record = { starts_at: "2026-03-02T10:00:00Z", ends_at: "2026-01-01T00:00:00Z", title: "x" };
    const kept = withRulesKept(record, [rule], seededRandom(1, "rules"));
    expect(keepsRules(kept, [rule])).toBe(true);
    expect({ ...kept, ends_at: record.ends_at }).toEqual(record);
  });

  test("is refused in another form", () => {
    expect(() => timeRule("starts_at <= ends_at")).toThrow("no rule");
  });
});

describe("two bookings of a room", () => {
  const exclusive = {
    field: "room",
    value: "room-{unique}",
    refused: 409,
    overlap: { interval: ["from", "to"], releasedBy: ["cancelled"] },
  } as const;
  const states = {
    field: "state",
    initial: "booked",
    transitions: { booked: ["cancelled"], cancelled: [] },
    refused: 409,
  };
  const booking = (from: number, to: number, more = {}) => ({
    room: "a",
    state: "booked",
    from: new Date(from * 3_600_000).toISOString(),
    to: new Date(to * 3_600_000).toISOString(),
    ...more,
  });

  test.each([
    ["at the same time", booking(10, 12), true],
    ["around it", booking(9, 13), true],
    ["inside it", booking(11, 12), true],
    ["that ends when it begins", booking(8, 10), false],
    ["that begins when it ends", booking(12, 13), false],
    ["of another room", booking(10, 12, { room: "b" }), false],
    ["that is cancelled", booking(10, 12, { state: "cancelled" }), false],
  ])("one %s", (_, other, isExcluded) => {
    expect(excludeEachOther(booking(10, 12), other, exclusive, states)).toBe(isExcluded);
    expect(excludeEachOther(other, booking(10, 12), exclusive, states)).toBe(isExcluded);
  });

  test("where no times count, the same value is enough", () => {
    const always = { ...exclusive, overlap: undefined };
    expect(excludeEachOther(booking(1, 2), booking(3, 4), always, states)).toBe(true);
  });
});
