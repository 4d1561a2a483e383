import { expect, test } from "vitest";
import { slopeOf, slopeOfPages, slopeOfTime } from "../../../../harness/checks/latency/slope.ts";
import { seededRandom } from "../../../../harness/types/random.ts";

const sizes = [1_000, 10_000, 100_000];

/** Twenty turns at each size, with times that waver by a tenth. */
function costs(appMs: (records: number) => number, referenceMs: (records: number) => number = () => 5) {
  const random = seededRandom(3, "times");
  const wavering = (ms: number) => ms * (1 + random.integer(-10, 10) / 100);
  return sizes.map((records) => ({
    records,
    pages: 7,
    turns: Array.from({ length: 20 }, () => ({
      appMs: wavering(appMs(records)),
      referenceMs: wavering(referenceMs(records)),
    })),
  }));
}

test("a cost in step with the records has the slope 1, one that stays as it is 0", () => {
  expect(slopeOf(sizes.map((records) => [records, records / 40]))).toBeCloseTo(1);
  expect(slopeOf(sizes.map((records) => [records, 12]))).toBeCloseTo(0);
  expect(slopeOf([[1_000, 12]])).toBe(0);
});

test("pages that stay the same do not grow", () => {
  expect(slopeOfPages(costs(() => 5))).toBeCloseTo(0);
});

test("time that grows is told from time that does not", () => {
  const [low] = slopeOfTime(
    costs((records) => records / 200),
    seededRandom(1, "draw"),
  );
  const [, high] = slopeOfTime(
    costs(() => 5),
    seededRandom(1, "draw"),
  );
  expect(low).toBeGreaterThan(0.9);
  expect(high).toBeLessThan(0.1);
});

test("a machine that gets slower for everybody does not look like growth", () => {
  const slower = (records: number) => records / 200;
  const [low, high] = slopeOfTime(costs(slower, slower), seededRandom(1, "draw"));
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0);
  expect(high).toBeLessThan(0.1);
});
