import { expect, test } from "vitest";
import { createClient } from "../../../../harness/http/client.ts";
import { replay } from "../../../../harness/http/replay/replay.ts";
import type { Exchange } from "../../../../harness/types/exchange.ts";
import { seededRandom } from "../../../../harness/types/random.ts";
import { echoServer } from "../echo-server.ts";

const key = "8e03978e-40d5-43e8-bc93-6894a57f9324";
const headers = [
  ["Authorization", "Basic ($API_USERNAME:$API_PASSWORD)"],
  ["User-Agent", "curl/8.14.1"],
  ["Content-Type", "application/json"],
  ["Idempotency-Key", key],
] as const;
const exchange = (method: string, target: string, body: string | undefined, answer: unknown): Exchange => ({
  request: { method, target, headers, body },
  response: { status: 200, headers: [], body: JSON.stringify(answer), bodyBytes: 0, bodyCut: false },
  failure: undefined,
  durationMs: 1,
  curl: "curl",
});

test("a record made again is what the later requests are about, and a key is new but the same in each of them", async () => {
  await using server = await echoServer((request, response) => {
    response.setHeader("content-type", "application/json").end(request.method === "POST" ? '{"id":"new"}' : "{}");
  });
  const api = { operation: () => expect.unreachable() };
  await using client = createClient({
    baseUrl: server.url,
    api,
    random: seededRandom(1, "test"),
    credentials: { username: "ada", password: "secret" },
  });
  const recorded = [
    exchange("POST", "/orders", '{"a":1}', { id: "old" }),
    exchange("PATCH", "/orders/old", '{"of":"old"}', {}),
  ];
  const steps = await replay(client, recorded);
  const [made, changed] = server.received;
  expect(made).toMatchObject({ method: "POST", url: "/orders", body: '{"a":1}' });
  expect(changed).toMatchObject({ method: "PATCH", url: "/orders/new", body: '{"of":"new"}' });
  expect(changed?.headers.authorization).toBe(`Basic ${Buffer.from("ada:secret").toString("base64")}`);
  expect(made?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(made?.headers["idempotency-key"]).not.toBe(key);
  expect(changed?.headers["idempotency-key"]).toBe(made?.headers["idempotency-key"]);
  expect(steps.map(({ now }) => now.response.status)).toEqual([200, 200]);
});
