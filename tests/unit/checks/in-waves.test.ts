import { expect, test } from "vitest";
import { inWaves } from "../../../harness/checks/in-waves.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("results stand in the order of the values, whichever comes first, and work begins in that order", async () => {
  const begun: number[] = [];
  const results = await inWaves([5, 1, 3, 2, 4, 0, 6, 7], async (value) => {
    begun.push(value);
    await pause(value);
    return value * 2;
  });
  expect(begun).toEqual([5, 1, 3, 2, 4, 0, 6, 7]);
  expect(results).toEqual([10, 2, 6, 4, 8, 0, 12, 14]);
});

test("no more than six are under way at once", async () => {
  let [now, most] = [0, 0];
  await inWaves(Array.from({ length: 20 }), async () => {
    now += 1;
    most = Math.max(most, now);
    await pause(2);
    now -= 1;
  });
  expect(most).toBe(6);
});

test("after an error nothing new begins, and what is under way is waited for", async () => {
  const ended: number[] = [];
  const work = inWaves([0, 1, 2, 3, 4, 5, 6, 7], async (value) => {
    await pause(value);
    if (value === 1) throw new Error("one");
    ended.push(value);
  });
  await expect(work).rejects.toThrow("one");
  expect(ended).toEqual([0, 2, 3, 4, 5]);
});
