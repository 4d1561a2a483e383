import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { talk } from "../../../harness/http/talk.ts";
import { wireServer } from "./wire-server.ts";

const get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

describe("what a server says over one connection", () => {
  test("is an answer as soon as it is complete, however its length is given", async () => {
    for (const [said, body] of [
      ["HTTP/1.1 400 Bad\r\nContent-Length: 3\r\nX-A: b:c\r\n\r\nabc", "abc"],
      ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n", ""],
      ["HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "1\r\na\r\n"],
    ]) {
      await using server = await wireServer(() => said ?? "", { keepOpen: true });
      const { answers, ended } = await talk(server.url, [get]);
      expect({ status: answers[0]?.status, body: answers[0]?.body, ended }).toEqual({
        status: 400,
        body,
        ended: "answered",
      });
    }
  });

  test("ends with the connection where the answer has no length", async () => {
    await using server = await wireServer(() => "HTTP/1.1 400 Bad\r\n\r\nall of it");
    const { answers, ended } = await talk(server.url, [get]);
    expect(ended).toBe("closed");
    expect(answers.map(({ body }) => body)).toEqual(["all of it"]);
  });

  test("may be nothing: it hangs up, says what is no HTTP, or stays silent", async () => {
    await using mute = await wireServer(() => "");
    expect(await talk(mute.url, [get])).toMatchObject({ answers: [], ended: "closed" });
    await using odd = await wireServer(() => "hello\r\n\r\n");
    expect(await talk(odd.url, [get])).toMatchObject({ answers: [], ended: "closed" });
    await using silent = await wireServer(() => "", { keepOpen: true });
    expect(await talk(silent.url, [get], { timeoutMs: 50 })).toMatchObject({ answers: [], ended: "silent" });
    expect(await talk("http://127.0.0.1:9", [get])).toMatchObject({ answers: [], ended: "closed" });
  });

  test("can be two answers, of which the second is asked for after the first", async () => {
    const server = createServer((request, response) => response.end(request.url));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { answers } = await talk(url, [get, get.replace("/", "/two")], { answers: 2, inTurn: true });
    server.close();
    expect(answers.map(({ body }) => body)).toEqual(["/", "/two"]);
  });

  test("is over with an answer that says so, though the connection stays open: nothing more is sent or waited for", async () => {
    for (const [said, isLast] of [
      ["HTTP/1.1 400 Bad\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", true],
      ["HTTP/1.0 400 Bad\r\nContent-Length: 0\r\n\r\n", true],
      ["HTTP/1.0 400 Bad\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n", false],
    ] as const) {
      await using server = await wireServer(() => said, { keepOpen: true });
      const { answers, ended } = await talk(server.url, [get, get], { answers: 2, inTurn: true, timeoutMs: 100 });
      expect(answers).toMatchObject([{ status: 400, isLast }]);
      expect(ended).toBe(isLast ? "answered" : "silent");
    }
  });

  test("is waited for no longer than the caller likes, also while it speaks slowly", async () => {
    await using server = await wireServer(() => "", { keepOpen: true });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 60);
    const { durationMs } = await talk(server.url, [..."slowly"], {
      pauseMs: 20,
      timeoutMs: 5_000,
      signal: stop.signal,
    });
    expect(durationMs).toBeLessThan(1_000);
  });
});
