import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { createClient } from "../../../harness/http/client.ts";
import { patienceOf } from "../../../harness/http/patience.ts";
import { NoResponse } from "../../../harness/http/types.ts";
import { seededRandom } from "../../../harness/types/random.ts";
import { echoServer } from "./echo-server.ts";

const { api } = await loadBrief("orders");
const credentials = { username: "ada", password: "pa$$ 'word\"" };

const clientOf = (baseUrl: string, more = {}) =>
  createClient({ baseUrl, api, credentials, random: seededRandom(1, "test"), ...more });

test("a documented operation is sent with its path filled in, its required headers made up, and the run's credentials", async () => {
  await using server = await echoServer();
  await using client = clientOf(server.url);
  await client.call("readOrder", { path: { order_id: "a/b c" } });
  await client.call("createOrder", { json: { note: "é" } });
  await client.call("createOrder", { json: {} });
  const [read, create, again] = server.received;
  expect(read).toMatchObject({ method: "GET", url: "/v1/orders/a%2Fb%20c" });
  expect(read?.headers.authorization).toBe(`Basic ${Buffer.from("ada:pa$$ 'word\"").toString("base64")}`);
  expect(create).toMatchObject({ method: "POST", url: "/v1/orders", body: '{"note":"é"}' });
  expect(create?.headers["content-type"]).toBe("application/json");
  expect(create?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(again?.headers["idempotency-key"]).not.toBe(create?.headers["idempotency-key"]);
});

test("a header of the caller's takes the place of ours", async () => {
  await using server = await echoServer();
  await using client = clientOf(server.url);
  await client.send("GET", "/", { headers: { accept: "text/html" } });
  expect(server.received[0]?.headers).toMatchObject({ accept: "text/html", "user-agent": "curl/8.14.1" });
});

test("credentials never stand in what is recorded", async () => {
  await using server = await echoServer();
  await using client = clientOf(server.url);
  for (const as of [
    "candidate-credentials",
    "wrong-password",
    "wrong-username",
    "lower-case-scheme",
    "anonymous",
  ] as const) {
    await client.send("GET", "/", { as });
  }
  expect(JSON.stringify(client.traffic)).not.toContain("pa$$");
  expect(client.traffic.map(({ curl }) => / -u \S+/.exec(curl)?.[0])).toEqual([
    ' -u "$API_USERNAME:$API_PASSWORD"',
    ' -u "$API_USERNAME:not-$API_PASSWORD"',
    ' -u "not-$API_USERNAME:$API_PASSWORD"',
    undefined,
    undefined,
  ]);
});

test("the curl command of an exchange sends the same request again", async () => {
  await using server = await echoServer();
  await using client = clientOf(server.url);
  await client.call("createOrder", {
    json: { note: 'it\'s $HOME `id` \\ "q" é' },
    headers: { "X-Request-ID": "it's" },
  });
  await client.send("GET", "/v1/orders?limit=2&cursor=a%20b", { query: { status: "paid", tag: ["x y", "&"] } });
  await client.send("DELETE", "/v1/../orders", { as: "anonymous" });
  await client.send("POST", "/v1/orders", { body: "{not json", headers: { "Content-Type": "text/plain" } });
  await client.send("GET", "/", { as: { authorization: "Bearer it's" } });
  await client.send("GET", "/", { as: "lower-case-scheme" });
  const sent = [...server.received];
  for (const { curl } of client.traffic) {
    await promisify(execFile)("sh", ["-c", `${curl} --silent`], {
      env: { PATH: process.env.PATH, BASE_URL: server.url, API_USERNAME: "ada", API_PASSWORD: credentials.password },
    });
  }
  const comparable = ({ method, url, headers, body }: (typeof sent)[number]) => {
    const { connection: _, "user-agent": __, "content-length": ___, ...rest } = headers;
    return { method, url, headers: rest, body };
  };
  expect(server.received.slice(sent.length).map(comparable)).toEqual(sent.map(comparable));
});

test("headers are kept in order, repeated ones too, and no redirect is followed", async () => {
  await using server = await echoServer((_, response) => {
    response.writeHead(302, [
      ["Location", "http://example.com/"],
      ["Set-Cookie", "a=1"],
      ["Set-Cookie", "b=2"],
    ] as unknown as string[]);
    response.end();
  });
  await using client = clientOf(server.url);
  const { response } = await client.send("GET", "/");
  expect(response.status).toBe(302);
  expect(response.headers.slice(0, 3)).toEqual([
    ["location", "http://example.com/"],
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
  ]);
  await client.send("GET", "/");
  expect(server.received.every(({ headers }) => headers.cookie === undefined)).toBe(true);
});

test("an endless body is read up to the limit, and said to be cut", async () => {
  await using server = await echoServer((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(64 * 1024)));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  });
  await using client = clientOf(server.url, { bodyLimitBytes: 100_000 });
  const { response } = await client.send("GET", "/");
  expect(response).toMatchObject({ bodyBytes: 100_000, bodyCut: true });
  expect(response.body).toHaveLength(100_000);
});

test("an app that answers nothing, half, too late or not at all gives NoResponse with the reason", async () => {
  await using silent = await echoServer(() => undefined);
  await using closing = await echoServer((_, response) => void response.destroy());
  await using half = await echoServer((_, response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("half", () => response.destroy());
  });
  const failure = async (url: string, timeoutMs?: number) => {
    await using client = clientOf(url);
    const error = await client.send("GET", "/", timeoutMs === undefined ? {} : { timeoutMs }).catch((each) => each);
    expect(error).toBeInstanceOf(NoResponse);
    expect(client.traffic).toHaveLength(1);
    return client.traffic[0]?.failure;
  };
  expect(await failure(silent.url, 200)).toBe("no complete answer within 0.2 s");
  expect(await failure(closing.url)).toBe("the connection was closed before an answer");
  expect(await failure(half.url)).toBe("the connection was closed in the middle of the answer");
  expect(await failure("http://127.0.0.1:9")).toBe("the connection was refused");
});

test("a request that can't be made is our own error, not an app that does not answer", async () => {
  await using server = await echoServer();
  await using client = clientOf(server.url);
  const error = await client.send("GET", "/", { headers: { "X-Odd": "line\nbreak" } }).catch((each) => each);
  expect(error).not.toBeInstanceOf(NoResponse);
  expect(error).toBeInstanceOf(Error);
  expect(client.traffic).toEqual([]);
});

test("once nothing more is asked of an app, no request is sent", async () => {
  await using server = await echoServer();
  const patience = patienceOf(60);
  await using client = clientOf(server.url, { patience });
  await client.send("GET", "/");
  expect(patience.secondsEach).toBeGreaterThan(0);
  patience.end("It is mute.");
  await expect(client.send("GET", "/")).rejects.toThrow("It is mute.");
  await expect(client.sendRaw("HEAD", "/")).rejects.toThrow("It is mute.");
  expect(await client.talk(() => ["GET / HTTP/1.1\r\n\r\n"])).toMatchObject({ ended: "silent", answers: [] });
  expect(server.received).toHaveLength(1);
  expect(client.traffic).toHaveLength(1);
});
