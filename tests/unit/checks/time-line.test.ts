import { expect, test } from "vitest";
import { inSeconds, recordTimeLine, recoveredIn } from "../../../harness/checks/time-line.ts";
import { NoResponse } from "../../../harness/http/types.ts";
import type { Exchange, ReceivedResponse } from "../../../harness/types/exchange.ts";

const exchange = <R extends ReceivedResponse | undefined>(target: string, response: R) => ({
  request: { method: "GET", target, headers: [], body: undefined },
  response,
  failure: response === undefined ? "the connection was reset" : undefined,
  durationMs: 1,
  curl: "curl",
});
const status = (code: number): ReceivedResponse => ({
  status: code,
  headers: [],
  body: "",
  bodyBytes: 0,
  bodyCut: false,
});

test("a time line tells what was done and what was seen, in order, from its first event on", () => {
  const line = recordTimeLine("Database away", "it comes back");
  line.did("database cut off");
  line.answered(exchange("/readyz?verbose=1", status(503)), "kept");
  line.answered(new NoResponse(exchange("/readyz", undefined) satisfies Exchange), "broken");
  line.answered(exchange("/v1/orders/09e1ea25-1ee7-4e50-8f6f-19f5e5fa6a81", status(200)), "seen");
  const { events, ...words } = line.until(recoveredIn(1234, 30_000));
  expect(words).toEqual({ title: "Database away", promised: "it comes back", summary: "recovered in 1.2 s" });
  expect(events.map(({ kind, what }) => `${kind} ${what}`)).toEqual([
    "done database cut off",
    "kept GET /readyz: 503",
    "broken GET /readyz: the connection was reset",
    "seen GET /v1/orders/09e1ea25…: 200",
  ]);
  expect(events[0]?.atMs).toBe(0);
  expect(events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
});

test("the same again is counted, not told again", () => {
  const line = recordTimeLine("t", "p");
  for (let time = 0; time < 7; time += 1) line.saw("GET /: 503", "seen");
  line.saw("GET /: 200", "kept");
  expect(line.until("s").events.map(({ what, times }) => [what, times])).toEqual([
    ["GET /: 503", 7],
    ["GET /: 200", undefined],
  ]);
});

test("one that never calms down is cut, and keeps its end; long words are cut, too", () => {
  const line = recordTimeLine("t", "p");
  for (let time = 0; time < 100; time += 1) line.saw(`answer ${time}`, "seen");
  line.saw("x".repeat(300), "broken");
  const { events } = line.until("s".repeat(300));
  expect(events).toHaveLength(20);
  expect(events[0]?.what).toBe("answer 0");
  expect(events.at(-1)?.what).toBe(`${"x".repeat(119)}…`);
  expect(line.until("s".repeat(300)).summary).toHaveLength(120);
});

test("times are told in seconds, and so is that something never came", () => {
  expect(inSeconds(449)).toBe("0.4 s");
  expect(inSeconds(13.7)).toBe("14 ms");
  expect(recoveredIn(undefined, 30_000)).toBe("had not recovered after 30 s");
});
