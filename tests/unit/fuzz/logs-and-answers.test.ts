import fc from "fast-check";
import { expect, test } from "vitest";
import { objectIn } from "../../../harness/checks/observability/log-lines.ts";
import { talk } from "../../../harness/http/talk.ts";
import { linesOf } from "../../../harness/sandbox/container/read-logs.ts";
import { buildOutput } from "../../../harness/sandbox/build/build-output.ts";
import { wireServer } from "../http/wire-server.ts";
import { edited, editedBytes } from "./edits.ts";
import { readsAny } from "./reads.ts";

const frame = (stream: number, text: string): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt8(stream, 0);
  head.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([head, Buffer.from(text)]);
};
const log = Buffer.concat([
  frame(1, '{"level": "info", "id": "é'),
  frame(2, "oops\r\n"),
  frame(1, '"}\n'),
  frame(1, "x"),
]);

test("whatever bytes stand in a log are lines of text, none longer than the limit", async () => {
  await readsAny(
    editedBytes([log, Buffer.alloc(40_000, 0x5b)]),
    (bytes) => {
      for (const line of linesOf(bytes)) {
        expect(line.text.length).toBeLessThanOrEqual(16_384);
        objectIn(line);
      }
    },
    { numRuns: 500 },
  );
});

test("output of a build in single characters takes time that grows with its length", () => {
  const begun = process.cpuUsage();
  const output = buildOutput();
  for (let index = 0; index < 300_000; index += 1) output.add({ stream: "y\n" });
  const { user, system } = process.cpuUsage(begun);
  expect(output.tail().length).toBeLessThanOrEqual(32_768);
  expect((user + system) / 1e6).toBeLessThan(3);
});

const answers = [
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
  "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 413 x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
  "HTTP/1.0 400 Bad\r\nConnection: close\r\n\r\n<html>",
];
const words = ["\r\n", "\r\n\r\n", "Content-Length: -40\r\n", "-", "HTTP/1.1 ", "0\r\n\r\n", "204", "1e9", "0x10"];

test("whatever a server says over a connection ends, and is at most as many answers as it can be", async () => {
  let answer = "";
  await using server = await wireServer(() => answer);
  await readsAny(
    edited(answers, words),
    async (text) => {
      answer = text;
      const { answers: found } = await talk(server.url, ["GET / HTTP/1.1\r\n\r\n"], { answers: 3, timeoutMs: 2_000 });
      expect(found.length).toBeLessThanOrEqual(text.split("HTTP/1.").length);
    },
    { numRuns: 400 },
  );
});

test("a length that is less than nothing is none", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -200, max: -1 }), async (length) => {
      await using server = await wireServer(() => `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\nbody`);
      const { answers: found } = await talk(server.url, ["GET / HTTP/1.1\r\n\r\n"], { timeoutMs: 2_000 });
      expect(found).toMatchObject([{ status: 200, body: "body" }]);
    }),
    { numRuns: 20, seed: 1, examples: [[-40]] },
  );
});
