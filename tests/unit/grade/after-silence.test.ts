import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { afterSilence } from "../../../harness/grade/after-silence.ts";
import { patienceOf } from "../../../harness/http/patience.ts";
import { EnvironmentError } from "../../../harness/types/errors.ts";
import type { Exchange } from "../../../harness/types/exchange.ts";
import type { BootReport } from "../../../harness/types/runtime.ts";

const server = createServer((_, response) => void response.end());
let baseUrl = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address === "object" && address !== null) baseUrl = `http://127.0.0.1:${address.port}`;
});
afterAll(() => void server.close());

const ready: BootReport = { ready: true, readyMs: 1, port: 8000, logs: [] };
const app = { kind: "app" };

/** An app whose path of life answers, or nothing does; `answers()` is a request that it answered. */
function silentApp({ isAlive = true, start = async () => ready, patience = patienceOf(100) } = {}) {
  const traffic: Exchange[] = [];
  let starts = 0;
  const request = { method: "GET", target: "/", headers: [], body: undefined };
  const response = { status: 200, headers: [], body: "", bodyBytes: 0, bodyCut: false };
  const ask = afterSilence({
    service: {
      baseUrl: isAlive ? baseUrl : "http://127.0.0.1:1",
      runtime: {
        start: async () => {
          starts += 1;
          return await start();
        },
      },
    },
    api: { traffic },
    brief: { runtime: { alive: "/healthz" } },
    patience,
  });
  return {
    ask,
    patience,
    starts: () => starts,
    answers: () => void traffic.push({ request, response, failure: undefined, durationMs: 1, curl: "" }),
  };
}

test("an app that answers nothing is started anew after the third check, and given up after three more", async () => {
  const { ask, starts, patience } = silentApp();
  for (let check = 1; check <= 5; check += 1) expect(await ask(false)).toEqual(app);
  expect(starts()).toBe(1);
  const given = { kind: "gone", reason: expect.stringContaining("nothing after a new start") };
  expect(await ask(false)).toEqual(given);
  expect(patience.over).toContain("nothing after a new start");
  expect(await ask(false)).toEqual(given);
});

test("an app that answers anything in between is asked on", async () => {
  const { ask, starts, answers } = silentApp();
  for (let check = 1; check <= 20; check += 1) {
    expect(await ask(false)).toEqual(app);
    if (check % 2 === 0) answers();
  }
  expect(starts()).toBe(0);
});

test("an app that answers again after the new start begins with a clean sheet", async () => {
  const { ask, starts, answers } = silentApp();
  for (let round = 1; round <= 4; round += 1) {
    for (let check = 1; check <= 5; check += 1) expect(await ask(false)).toEqual(app);
    answers();
    expect(starts()).toBe(round);
  }
});

test("silence on a machine that is too busy does not count", async () => {
  const { ask, starts } = silentApp();
  for (let check = 1; check <= 20; check += 1) expect(await ask(true)).toEqual(app);
  expect(starts()).toBe(0);
});

test("a dead app is started again at once, and given up where that fails", async () => {
  const failed: BootReport = { ready: false, reason: "no", logs: [] };
  const once = silentApp({ isAlive: false });
  expect(await once.ask(false)).toEqual(app);
  expect(once.starts()).toBe(1);
  const never = silentApp({ isAlive: false, start: async () => failed });
  expect(await never.ask(false)).toMatchObject({ kind: "gone", reason: expect.stringContaining("started again") });
  expect(await never.ask(false)).toMatchObject({ kind: "gone" });
  expect(never.starts()).toBe(1);
});

test("an engine that can't start it is our trouble", async () => {
  const start = async () => {
    throw new EnvironmentError("the engine is gone", { next: "" });
  };
  const { ask } = silentApp({ isAlive: false, start });
  expect(await ask(false)).toEqual({ kind: "trouble", reason: expect.stringContaining("the engine is gone") });
});

test("when the time for answers is over, that is held against an app that took a second for each, and no other", async () => {
  let ms = 0;
  const after = (requests: number) => {
    const patience = patienceOf(100, () => ms);
    const ends = Array.from({ length: requests }, () => patience.wait());
    ms += 100_000;
    for (const end of ends) end();
    return silentApp({ patience });
  };
  expect(await after(20).ask(false)).toMatchObject({ kind: "gone", reason: expect.stringContaining("20 requests") });
  expect(await after(20).ask(true)).toMatchObject({ kind: "trouble" });
  expect(await after(400).ask(false)).toMatchObject({ kind: "trouble", reason: expect.stringContaining("100 s") });
});
