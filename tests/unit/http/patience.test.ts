import { expect, test } from "vitest";
import { patienceOf } from "../../../harness/http/patience.ts";

function clock() {
  let ms = 0;
  const pass = (seconds: number): void => {
    ms += seconds * 1000;
  };
  return { now: () => ms, pass };
}

test("what is waited for at the same time counts once, and what lies between two requests does not count", () => {
  const { now, pass } = clock();
  const patience = patienceOf(10, now);
  const [one, other] = [patience.wait(), patience.wait()];
  pass(4);
  one();
  pass(2);
  other();
  pass(100);
  expect(patience).toMatchObject({ over: undefined, secondsEach: 3 });
  patience.wait();
  pass(5);
  expect(patience.over).toBe("Its answers to 3 requests took 10 s together: no more was asked of it.");
});

test("it can be ended, and the first reason is the one that stands", () => {
  const patience = patienceOf(10);
  patience.end("It is mute.");
  patience.end("It is gone.");
  expect(patience).toMatchObject({ over: "It is mute.", secondsEach: 0 });
});
