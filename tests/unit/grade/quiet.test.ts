import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { makeQuiet } from "../../../harness/grade/quiet.ts";

/** Says when it begins and ends, and lasts until it is told. */
function actionOf(name: string, log: string[]) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const action = async (): Promise<string> => {
    log.push(`${name} begins`);
    await promise;
    log.push(`${name} ends`);
    return name;
  };
  return { action, end: resolve };
}

test("a measurement waits for steps that are on their way, and steps wait for it", async () => {
  const log: string[] = [];
  const quiet = makeQuiet();
  const [one, two, measurement, later] = ["one", "two", "measurement", "later"].map((name) => actionOf(name, log));
  if (!one || !two || !measurement || !later) throw new Error();
  const all = [quiet.step(one.action), quiet.step(two.action), quiet.alone(measurement.action)];
  all.push(quiet.step(later.action));
  await sleep(1);
  expect(log).toEqual(["one begins", "two begins"]);
  two.end();
  await sleep(1);
  expect(log.at(-1)).toBe("two ends");
  one.end();
  await sleep(1);
  expect(log.slice(3)).toEqual(["one ends", "measurement begins"]);
  measurement.end();
  await sleep(1);
  expect(log.slice(5)).toEqual(["measurement ends", "later begins"]);
  later.end();
  expect(await Promise.all(all)).toEqual(["one", "two", "measurement", "later"]);
});

test("a step and a measurement that fail hold nobody up", async () => {
  const quiet = makeQuiet();
  const failing = async () => {
    throw new Error("failed");
  };
  const step = quiet.step(failing);
  const measurement = quiet.alone(failing);
  await expect(step).rejects.toThrow("failed");
  await expect(measurement).rejects.toThrow("failed");
  expect(await quiet.alone(async () => await Promise.resolve("measured"))).toBe("measured");
  expect(await quiet.step(async () => await Promise.resolve("done"))).toBe("done");
});

test("two measurements don't overlap, and the clock of steps stands still for both", async () => {
  let now = 100;
  const quiet = makeQuiet(() => now);
  const log: string[] = [];
  const [one, two] = [actionOf("one", log), actionOf("two", log)];
  const all = [quiet.alone(one.action), quiet.alone(two.action)];
  await sleep(1);
  now += 10;
  expect(quiet.clock()).toBe(100);
  one.end();
  await sleep(1);
  expect(log).toEqual(["one begins", "one ends", "two begins"]);
  now += 20;
  two.end();
  await Promise.all(all);
  now += 5;
  expect(quiet.clock()).toBe(105);
});

test("what takes long begins after the measurement, or when there is none to come", async () => {
  const log: string[] = [];
  const quiet = makeQuiet();
  const measurement = actionOf("measurement", log);
  const all = [quiet.alone(measurement.action), quiet.measured.then(() => log.push("after it"))];
  await sleep(1);
  expect(log).toEqual(["measurement begins"]);
  measurement.end();
  await Promise.all(all);
  expect(log.at(-1)).toBe("after it");
  const none = makeQuiet();
  none.noMore();
  await none.measured;
});
