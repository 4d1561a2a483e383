import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { createClient } from "../../../harness/http/client.ts";
import { loadProbe } from "../../../harness/http/load/compare.ts";
import { statusOf } from "../../../harness/sandbox/service/status-of.ts";
import { seededRandom } from "../../../harness/types/random.ts";
import { echoServer, type Received } from "../http/echo-server.ts";

const { api } = await loadBrief("orders");
const credentials = { username: "ada", password: "secret" };
const authorization = `Basic ${btoa("ada:secret")}`;

/** What an app sees of who asks it: everything but the version of curl. */
const seen = ({ method, url, sentHeaders: sent, body }: Received) => ({
  line: `${method} ${url}`,
  headers: sent.flatMap((name, index) =>
    index % 2 === 0 ? [`${name}: ${sent[index + 1]?.replace(/^curl\/[\d.]+$/, "curl")}`] : [],
  ),
  body,
});

async function curl(...args: readonly string[]): Promise<void> {
  await promisify(execFile)("curl", ["--silent", "--user", "ada:secret", ...args], {
    env: { PATH: process.env.PATH, NO_PROXY: "*" },
  });
}

test("nothing in a request tells that a grader sent it: it is curl's, header by header", async () => {
  await using server = await echoServer();
  await using client = createClient({ baseUrl: server.url, api, credentials, random: seededRandom(1, "test") });
  await client.send("GET", "/v1/orders?limit=2");
  await client.call("createOrder", { json: { note: "é" }, headers: { "Idempotency-Key": "a" } });
  await client.talk((headers) => [`GET /v1/orders HTTP/1.1\r\n${headers}\r\n`]);
  const sent = [...server.received];
  const json = [
    "--header",
    "Content-Type: application/json",
    "--header",
    "Idempotency-Key: a",
    "--data",
    '{"note":"é"}',
  ];
  await curl(`${server.url}/v1/orders?limit=2`);
  await curl(`${server.url}/v1/orders`, ...json);
  await curl(`${server.url}/v1/orders`);
  expect(sent.map(({ body }) => body)).toEqual(["", '{"note":"é"}', ""]);
  expect(sent.map(seen)).toEqual(server.received.slice(3).map(seen));
});

test("requests under load, and those that ask whether an app is ready, are no others", async () => {
  await using server = await echoServer();
  const probe = loadProbe({ appUrl: server.url, referenceUrl: async () => server.url, authorization, seed: 1 });
  await probe.inTurn(() => ({ method: "GET", path: "/v1/orders", headers: {} }), 1, 0);
  expect(await statusOf(`${server.url}/readyz`)).toBe(200);
  await curl(`${server.url}/v1/orders`);
  const requests = server.received.map(seen);
  const byCurl = requests.at(-1);
  expect(requests[0]).toEqual(byCurl);
  expect(requests.at(-2)?.headers).toEqual(byCurl?.headers.filter((line) => !line.startsWith("Authorization")));
});
