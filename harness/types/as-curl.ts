import type { Socket } from "node:net";
import { buildConnector } from "undici";

/** Headers that curl sends by itself. A finding tells a person to replay a request with it. */
export const curlHeaders = [
  ["User-Agent", "curl/8.14.1"],
  ["Accept", "*/*"],
] as const;

/**
 * Connects so that undici's requests look like curl's, byte by byte: its own headers with capitals, and no `connection`. An app must
 * not be able to tell that it is graded. Whether a connection is used again is up to undici's options, as ever.
 */
export function connectAsCurl(timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs });
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      writeAsCurl(socket);
      callback(null, socket);
    });
}

/** undici writes the head of a request as one text, and a body as bytes. */
function writeAsCurl(socket: Socket): void {
  const { write } = socket;
  socket.write = (data: string | Uint8Array, ...rest: readonly unknown[]): boolean =>
    Reflect.apply(write, socket, [typeof data === "string" ? asCurl(data) : data, ...rest]);
}

function asCurl(head: string): string {
  return head
    .replace(/^([^\r]*\r\n)host: ([^\r]*\r\n)connection: [^\r]*\r\n/, "$1Host: $2")
    .replace(/\r\ncontent-length: (\d+)\r\n\r\n$/, "\r\nContent-Length: $1\r\n\r\n");
}
