import { expect, test } from "vitest";
import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { createClient } from "../../../harness/http/client.ts";
import { NoResponse } from "../../../harness/http/types.ts";
import { seededRandom } from "../../../harness/types/random.ts";
import { wireServer } from "./wire-server.ts";

const { api } = await loadBrief("orders");
const clientOf = (baseUrl: string) => createClient({ baseUrl, api, random: seededRandom(1, "test") });

test("every byte after the headers is the body, where HTTP allows none, too", async () => {
  await using server = await wireServer(
    ({ method }) => `HTTP/1.1 ${method === "HEAD" ? "200 OK" : "204 No Content"}\r\nX-One: 1\r\n\r\nhello`,
  );
  await using client = clientOf(server.url);
  const head = await client.sendRaw("HEAD", "/");
  expect(head.response).toMatchObject({ status: 200, headers: [["x-one", "1"]], body: "hello", bodyBytes: 5 });
  const remove = await client.sendRaw("DELETE", "/");
  expect(remove.response).toMatchObject({ status: 204, bodyBytes: 5 });
  expect(client.traffic).toEqual([head, remove]);
});

test("an answer without a body is taken as it is, and the request carries the caller's headers", async () => {
  const heads: string[] = [];
  await using server = await wireServer(({ head }) => {
    heads.push(head);
    return "HTTP/1.1 204 No Content\r\n\r\n";
  });
  await using client = clientOf(server.url);
  const { response, curl } = await client.sendRaw("DELETE", "/v1/orders/1", { headers: { "If-Match": '"1"' } });
  expect(response).toMatchObject({ status: 204, bodyBytes: 0 });
  expect(heads[0]).toMatch(/^DELETE \/v1\/orders\/1 HTTP\/1\.1\r\nHost: 127\.0\.0\.1:\d+\r\n/);
  expect(heads[0]).toContain('\r\nIf-Match: "1"\r\n');
  expect(curl).toContain("-X DELETE");
});

test("a server that keeps the connection open is not waited for", async () => {
  await using server = await wireServer(() => "HTTP/1.1 204 No Content\r\n\r\n", { keepOpen: true });
  await using client = clientOf(server.url);
  const { durationMs } = await client.sendRaw("DELETE", "/");
  expect(durationMs).toBeLessThan(5_000);
});

test("a connection that ends before an answer, and one that is refused, are no response", async () => {
  const server = await wireServer(() => "HTTP/1.1 20");
  await using client = clientOf(server.url);
  await expect(client.sendRaw("HEAD", "/")).rejects.toThrow(NoResponse);
  await server[Symbol.asyncDispose]();
  await expect(client.sendRaw("HEAD", "/")).rejects.toThrow(/refused/);
});
