import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { type EngineEvent, followEvents } from "../../../../harness/sandbox/engine/follow-events.ts";

async function eventsOf(chunks: readonly (Buffer | string)[]): Promise<readonly EngineEvent[]> {
  const events: EngineEvent[] = [];
  await followEvents(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), (event) => void events.push(event));
  return events;
}

test("events are whole however the stream is cut, in the middle of a character, too", async () => {
  const bytes = Buffer.from('{"stream":"é"}\r\n\n{"stream":"b"}\n{"error":"c"}');
  const one = [...bytes].map((byte) => Buffer.from([byte]));
  expect(await eventsOf(one)).toEqual([{ stream: "é" }, { stream: "b" }, { error: "c" }]);
});

test("a line without an end is not collected", async () => {
  const endless = Array.from({ length: 40 }, () => "x".repeat(64 * 1024));
  await expect(eventsOf(endless)).rejects.toThrow("without an end");
});

test("who has seen enough ends the stream", async () => {
  const stream = Readable.from(
    (function* () {
      for (;;) yield Buffer.from('{"stream":"hostile"}\n');
    })(),
  );
  let seen = 0;
  const following = followEvents(stream, () => {
    seen += 1;
    if (seen === 3) throw new Error("enough");
  });
  await expect(following).rejects.toThrow("enough");
  expect(stream.destroyed).toBe(true);
});
