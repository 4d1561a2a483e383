import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ReceivedResponse } from "../types/exchange.ts";

export interface TalkOptions {
  /** Done once so many complete answers are there; default 1. */
  readonly answers?: number;
  /** Time between two parts, in milliseconds; default none. */
  readonly pauseMs?: number;
  /** Each part but the first waits for the answer to the one before, as clients do that reuse a connection. */
  readonly inTurn?: true;
  /** Default 5,000. */
  readonly timeoutMs?: number;
  /** Ends what is being said, for a caller that has seen enough. */
  readonly signal?: AbortSignal;
}

/** An answer, and whether it is the last one on its connection (RFC 9112 9.3): a client sends nothing more then. */
type Said = ReceivedResponse & { readonly isLast: boolean };

/** What a server said over one connection, and how that ended: by the server, or because nothing more was waited for. */
export interface Talk {
  readonly answers: readonly Said[];
  readonly ended: "closed" | "answered" | "silent";
  readonly durationMs: number;
}

/** More than this is no answer to a request that is wrong. */
const mostBytes = 1024 * 1024;

/** Sends bytes as they are, part by part, over a connection of its own, and gives the answers. Never throws. */
export async function talk(
  baseUrl: string,
  parts: readonly (string | Uint8Array)[],
  { answers: wanted = 1, pauseMs = 0, inTurn, timeoutMs = 5_000, signal }: TalkOptions = {},
): Promise<Talk> {
  const { protocol, hostname, port } = new URL(baseUrl);
  const at = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || (protocol === "https:" ? 443 : 80)) };
  const socket = protocol === "https:" ? connectTls(at) : connect(at);
  socket.setNoDelay(true);
  const started = performance.now();
  let received = Buffer.alloc(0);
  const { promise, resolve } = Promise.withResolvers<Talk["ended"]>();
  const deadline = setTimeout(() => resolve("silent"), timeoutMs);
  signal?.addEventListener("abort", () => resolve("silent"), { once: true });
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    const answers = answersIn(received, false);
    if (received.length > mostBytes || answers.length >= wanted || answers.at(-1)?.isLast === true) resolve("answered");
  });
  // A server that refuses in the middle of what is said may reset the connection (RFC 9112 9.6).
  socket.on("error", () => resolve("closed"));
  socket.on("close", () => resolve("closed"));
  const speaking = speak();
  const ended = await promise;
  clearTimeout(deadline);
  socket.destroy();
  await speaking;
  return { answers: answersIn(received, ended === "closed"), ended, durationMs: performance.now() - started };

  async function speak(): Promise<void> {
    for (const [index, part] of parts.entries()) {
      while (inTurn === true && !socket.destroyed && answersIn(received, false).length < index) await sleep(5);
      if (socket.destroyed || signal?.aborted === true) return;
      socket.write(part);
      if (pauseMs > 0) await sleep(pauseMs);
    }
  }
}

/** The complete answers at the beginning of the bytes; one without a length is complete when the connection is closed. */
function answersIn(bytes: Buffer, isClosed: boolean): readonly Said[] {
  const found: Said[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf("\r\n\r\n");
    const [first = "", ...lines] = rest.subarray(0, Math.max(end, 0)).toString("latin1").split("\r\n");
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1]);
    if (end < 0 || Number.isNaN(status)) return found;
    const headers = lines.map((line) => {
      const [name = "", ...value] = line.split(":");
      return [name.toLowerCase(), value.join(":").trim()] as const;
    });
    const body = bodyOf(rest.subarray(end + 4), { status, headers, isClosed });
    if (body === undefined) return found;
    // 1xx is no answer yet.
    if (status >= 200) {
      const { content } = body;
      const connection = headers.find(([name]) => name === "connection")?.[1] ?? "";
      const isLast = /close/i.test(connection) || (first.startsWith("HTTP/1.0") && !/keep-alive/i.test(connection));
      found.push({ status, headers, body: content.toString(), bodyBytes: content.length, bodyCut: false, isLast });
    }
    rest = rest.subarray(end + 4 + body.length);
  }
}

interface Head {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly isClosed: boolean;
}

/** The body and how many bytes it takes (RFC 9112 6.3); undefined where it is not complete. */
function bodyOf(bytes: Buffer, { status, headers, isClosed }: Head) {
  const header = (name: string) => headers.find(([each]) => each === name)?.[1];
  if (status < 200 || status === 204 || status === 304) return { content: Buffer.alloc(0), length: 0 };
  if (/chunked/i.test(header("transfer-encoding") ?? "")) {
    const end = bytes.indexOf("0\r\n\r\n");
    return end < 0 ? undefined : { content: bytes.subarray(0, end), length: end + 5 };
  }
  // Anything but digits is no length (RFC 9112 6.3): a negative one would read the same bytes again and again.
  const given = header("content-length");
  if (given !== undefined && /^\d+$/.test(given)) {
    const length = Number(given);
    return bytes.length < length ? undefined : { content: bytes.subarray(0, length), length };
  }
  return isClosed ? { content: bytes, length: bytes.length } : undefined;
}
