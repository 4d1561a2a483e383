import { expect, test } from "vitest";
import { loadBrief } from "../../../../harness/brief/load-brief.ts";
import { createClient } from "../../../../harness/http/client.ts";
import { readyParameters } from "../../../../harness/http/parameters/ready.ts";
import { seededRandom } from "../../../../harness/types/random.ts";
import { echoServer } from "../echo-server.ts";
import { colorIn } from "./parameter.ts";

test("parameters of all places arrive as they were written, and win over values of the same name", async () => {
  const { api } = await loadBrief("orders");
  const ready = readyParameters([
    { parameter: colorIn("path", { name: "order_id" }), value: "a b" },
    { parameter: colorIn("query", { explode: false }), value: ["x", "y&z"] },
    { parameter: colorIn("query", { name: "none" }), value: [] },
    { parameter: colorIn("header", { name: "X-Request-ID" }), value: "r-1" },
    { parameter: colorIn("cookie"), value: "blue" },
    { parameter: colorIn("cookie", { name: "size" }), value: 2 },
  ]);
  if (ready.kind !== "ready") throw new Error(ready.why);
  await using server = await echoServer();
  await using client = createClient({ baseUrl: server.url, api, random: seededRandom(1, "test") });
  await client.call("readOrder", {
    ready,
    path: { order_id: "other" },
    query: { page: 2 },
    headers: { "X-Request-ID": "r-0" },
  });
  expect(server.received[0]).toMatchObject({
    url: "/v1/orders/a%20b?color=x,y%26z&page=2",
    headers: { "x-request-id": "r-1", cookie: "color=blue; size=2" },
  });
});

test("path variables that are left open take the values of the call", async () => {
  const { api } = await loadBrief("orders");
  await using server = await echoServer();
  await using client = createClient({ baseUrl: server.url, api, random: seededRandom(1, "test") });
  await client.call("readOrder", { ready: { query: "a=1" }, path: { order_id: 7 } });
  expect(server.received[0]).toMatchObject({ url: "/v1/orders/7?a=1" });
});

test("the parameter that can't be sent is named", () => {
  const parameter = colorIn("cookie", { name: "size" });
  expect(
    readyParameters([
      { parameter: colorIn("query"), value: 1 },
      { parameter, value: "a;b" },
    ]),
  ).toEqual({ kind: "unsendable", why: expect.stringMatching(/cookie/), parameter });
});
