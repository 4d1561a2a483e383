import { expect, test } from "vitest";
import { bytes, counted, decimal, duration, grouped, percent } from "../../../../harness/report/text/numbers.ts";

test("durations are in the unit that a person would use", () => {
  expect([0, 849.6, 1_000, 12_345, 59_949, 59_960, 60_000, 200_000].map(duration)).toEqual([
    "0 ms",
    "850 ms",
    "1 s",
    "12.3 s",
    "59.9 s",
    "1 min",
    "1 min",
    "3 min 20 s",
  ]);
});

test("sizes are in binary units", () => {
  expect([0, 1023, 1024, 1536, 512 * 2 ** 20, 2 ** 31].map(bytes)).toEqual([
    "0 B",
    "1023 B",
    "1 KiB",
    "1.5 KiB",
    "512 MiB",
    "2 GiB",
  ]);
});

test("a share is 100 % only when it is all, and 0 % only when it is nothing", () => {
  expect([0, 0.001, 0.295, 0.999, 1].map(percent)).toEqual(["0 %", "1 %", "29 %", "99 %", "100 %"]);
});

test("sums of half points show no floating point noise", () => {
  expect(decimal(0.1 + 0.2)).toBe("0.3");
  expect(decimal(7.5)).toBe("7.5");
  expect(decimal(8)).toBe("8");
});

test("counts agree with their noun", () => {
  expect(counted(1, "check")).toBe("1 check");
  expect(counted(1234, "criterion", "criteria")).toBe("1,234 criteria");
  expect(grouped(999)).toBe("999");
});
