import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadProbe } from "../../../../harness/http/load/compare.ts";
import { percentile } from "../../../../harness/http/load/open-loop.ts";

const servers: Server[] = [];
let fast = "";
let slow = "";
let broken = "";

async function serve(delayMs: number, status = 200): Promise<string> {
  const server = createServer((_, response) => {
    setTimeout(() => response.writeHead(status).end("{}"), delayMs);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  fast = await serve(10);
  slow = await serve(120);
  broken = await serve(1, 500);
});
afterAll(() => {
  for (const server of servers) server.close();
});

const compare = (appUrl: string) =>
  loadProbe({ appUrl, referenceUrl: async () => fast, authorization: undefined, seed: 1 }).compare(
    { path: "/", requestsPerSecond: 40 },
    4,
    15_000,
  );

test("an app that is twelve times slower than the reference is told apart from one that is as fast", {
  timeout: 60_000,
}, async () => {
  expect((await compare(slow)).interval[0]).toBeGreaterThan(4);
  expect((await compare(fast)).interval[1]).toBeLessThan(4);
});

test("answers that are no 2xx are counted as failures", { timeout: 60_000 }, async () => {
  const result = await compare(broken);
  expect(result.failures).toBe(result.requests);
});

test("a percentile is the nearest rank", () => {
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
  expect(percentile([1, 2, 3, 4], 0.95)).toBe(4);
  expect(percentile([], 0.5)).toBeNaN();
});
