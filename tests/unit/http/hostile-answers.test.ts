import fc from "fast-check";
import { expect, test } from "vitest";
import { createClient } from "../../../harness/http/client.ts";
import { NoResponse } from "../../../harness/http/types.ts";
import { seededRandom } from "../../../harness/types/random.ts";
import { wireServer } from "./wire-server.ts";

const api = {
  operation(id: string): never {
    throw new Error(`no operation ${id}`);
  },
};
const clientOf = (baseUrl: string) => createClient({ baseUrl, api, random: seededRandom(1, "hostile") });

/** What an answer may begin with, right or wrong, and what may follow. */
const starts = [
  "HTTP/1.1 200 OK\r\n",
  "HTTP/1.1 999999 x\r\n",
  "HTTP/0.9\r\n",
  "HTTP/1.1 200\n",
  "",
  "SSH-2.0-x\r\n",
  "HTTP/1.1 204 No Content\r\n",
];
const headers = [
  "Content-Length: -1\r\n",
  "Content-Length: 5\r\nContent-Length: 6\r\n",
  "Content-Length: 99999999999999999999\r\n",
  "Transfer-Encoding: chunked\r\n",
  "Content-Encoding: gzip\r\n",
  "Content-Type: application/json\r\n",
  ": no name\r\n",
  "X: \u0000\r\n",
  "Connection: upgrade\r\nUpgrade: x\r\n",
  `X: ${"y".repeat(20_000)}\r\n`,
];
const bytes = fc
  .tuple(
    fc.constantFrom(...starts),
    fc.array(fc.constantFrom(...headers), { maxLength: 3 }),
    fc.string({ unit: "binary" }),
  )
  .map(([start, lines, body]) => `${start}${lines.join("")}\r\n${body}`);

test("whatever bytes an app sends are an answer or none, never trouble of ours", { timeout: 60_000 }, async () => {
  let answer = "";
  await using server = await wireServer(() => answer);
  await fc.assert(
    fc.asyncProperty(bytes, async (sent) => {
      answer = sent;
      await using client = clientOf(server.url);
      for (const send of [() => client.send("GET", "/", { timeoutMs: 1_000 }), () => client.sendRaw("HEAD", "/")]) {
        const error: unknown = await send().then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(error === undefined || error instanceof NoResponse, String(error)).toBe(true);
      }
    }),
    { numRuns: 150, seed: 7 },
  );
});
