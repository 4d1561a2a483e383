import { expect, test } from "vitest";
import { framesOf } from "../../../harness/sandbox/container/frames.ts";
import { linesOf } from "../../../harness/sandbox/container/read-logs.ts";

function frame(stream: 1 | 2, bytes: Buffer | string): Buffer {
  const body = Buffer.from(bytes as string);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}

test("lines of both streams come in the order in which they ended", () => {
  const raw = Buffer.concat([frame(1, "one\nt"), frame(2, "warning\r\n"), frame(1, "wo\n"), frame(2, "no end")]);
  expect(linesOf(raw)).toEqual([
    { stream: "stdout", text: "one" },
    { stream: "stderr", text: "warning" },
    { stream: "stdout", text: "two" },
    { stream: "stderr", text: "no end" },
  ]);
});

test("a character that is cut between two frames is put together again", () => {
  const bytes = Buffer.from("é\n");
  const raw = Buffer.concat([frame(1, bytes.subarray(0, 1)), frame(1, bytes.subarray(1))]);
  expect(linesOf(raw)).toEqual([{ stream: "stdout", text: "é" }]);
});

test("a line that never ends is cut at 16,384 characters, however many frames it has", () => {
  const raw = Buffer.concat(Array.from({ length: 10 }, () => frame(1, "x".repeat(16_000))));
  expect(linesOf(raw).map(({ text }) => text.length)).toEqual([16_384]);
});

test("a stream that was cut in the middle gives what came", () => {
  const raw = frame(1, "complete\nhalf of it").subarray(0, -3);
  expect([...framesOf(raw)].map(({ bytes }) => bytes.toString())).toEqual(["complete\nhalf of"]);
  expect([...framesOf(Buffer.from([1, 0, 0]))]).toEqual([]);
});
