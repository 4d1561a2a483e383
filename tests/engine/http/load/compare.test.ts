import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadProbe } from "../../../../harness/http/load/compare.ts";
import { percentile } from "../../../../harness/http/load/open-loop.ts";
import type { LoadRequest, LoadTarget } from "../../../../harness/types/load.ts";

const servers: Server[] = [];
let fast = "";
let slow = "";
let broken = "";

async function serve(delayMs: number, answer: (method?: string) => number = () => 200): Promise<string> {
  const server = createServer(({ method }, response) => {
    setTimeout(() => response.writeHead(answer(method)).end("{}"), delayMs);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  fast = await serve(10);
  slow = await serve(120);
  broken = await serve(1, (method) => (method === "POST" ? 500 : 200));
});
afterAll(() => {
  for (const server of servers) server.close();
});

const get: LoadRequest = { method: "GET", path: "/", headers: {} };
const reading: LoadTarget = { name: "read", next: () => get, requestsPerSecond: 40, threshold: 4 };
const writing: LoadTarget = { ...reading, name: "write", next: () => ({ ...get, method: "POST", body: "{}" }) };

const compare = async (appUrl: string, ...targets: readonly LoadTarget[]) => {
  const probe = loadProbe({ appUrl, referenceUrl: async () => fast, authorization: undefined, seed: 1 });
  const results = await probe.compare(targets, 15_000);
  return targets.map(({ name }) => {
    const result = results.get(name);
    if (result === undefined) throw new Error(`${name} was not compared`);
    return result;
  });
};

test("an app that is twelve times slower than the reference is told apart from one that is as fast", {
  timeout: 60_000,
}, async () => {
  const [ofSlow] = await compare(slow, reading);
  const [ofFast] = await compare(fast, reading);
  expect(ofSlow?.interval[0]).toBeGreaterThan(4);
  expect(ofFast?.interval[1]).toBeLessThan(4);
});

test("against an app, no fewer than four windows say anything", { timeout: 60_000 }, async () => {
  const [ofSlow] = await compare(slow, reading);
  const [, ofBroken] = await compare(broken, reading, writing);
  expect(ofSlow?.windows).toBeGreaterThanOrEqual(4);
  expect(ofBroken?.windows).toBeGreaterThanOrEqual(4);
});

test("answers that are no 2xx are failures of their own kind of request", { timeout: 60_000 }, async () => {
  const [read, write] = await compare(broken, reading, writing);
  expect(read?.failures).toEqual([]);
  expect(write?.failures).toEqual(Array.from({ length: write?.requests ?? 0 }, () => "status 500"));
});

test("a percentile is the nearest rank", () => {
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
  expect(percentile([1, 2, 3, 4], 0.95)).toBe(4);
  expect(percentile([], 0.5)).toBeNaN();
});
