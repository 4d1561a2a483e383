import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ReceivedResponse } from "../types/exchange.ts";

export interface WireRequest {
  /** Origin of the app. */
  readonly baseUrl: string;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly timeoutMs: number;
}

/** More than this is no answer to a request without a body. */
const mostBytes = 1024 * 1024;
/** A server that keeps the connection open after its answer has nothing to add to it after this long, in milliseconds. */
const quietMs = 500;

/**
 * Sends a request without a body over a connection of its own, and gives every byte that follows the header section as the body:
 * an HTTP client drops what must not be there (RFC 9112 6.3). Throws Error where no complete header section came.
 */
export async function readWire({
  baseUrl,
  method,
  target,
  headers,
  timeoutMs,
}: WireRequest): Promise<ReceivedResponse> {
  const { protocol, hostname, port, host } = new URL(baseUrl);
  const at = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || (protocol === "https:" ? 443 : 80)) };
  const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, ...headers.map((each) => each.join(": "))];
  const socket = protocol === "https:" ? connectTls(at) : connect(at);
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    const deadline = setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs);
    let quiet: NodeJS.Timeout | undefined;
    const done = (finish: () => void) => {
      clearTimeout(deadline);
      clearTimeout(quiet);
      finish();
    };
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      clearTimeout(quiet);
      if (size > mostBytes) done(resolve);
      else if (headEnd(Buffer.concat(chunks)) >= 0) quiet = setTimeout(() => done(resolve), quietMs);
    });
    socket.on("end", () => done(resolve));
    socket.on("error", (error) => done(() => reject(error)));
    socket.write(`${[...lines, "Connection: close"].join("\r\n")}\r\n\r\n`);
  }).finally(() => socket.destroy());
  return parsed(Buffer.concat(chunks));
}

function timedOut(timeoutMs: number): Error {
  return new Error(`no complete answer within ${timeoutMs / 1000} s`);
}

function headEnd(bytes: Buffer): number {
  return bytes.indexOf("\r\n\r\n");
}

function parsed(bytes: Buffer): ReceivedResponse {
  const end = headEnd(bytes);
  const [first = "", ...lines] = bytes.subarray(0, Math.max(end, 0)).toString("latin1").split("\r\n");
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1];
  if (status === undefined) throw new Error("the connection was closed before an answer");
  const body = bytes.subarray(end + 4);
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { status: Number(status), headers, body: body.toString(), bodyBytes: body.length, bodyCut: false };
}
