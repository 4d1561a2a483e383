import type { Readable } from "node:stream";
import type { ReceivedResponse } from "../types/exchange.ts";

/** Reads a body up to a limit in bytes; the rest of a longer one is not read at all. */
export async function readBody(
  stream: Readable,
  limitBytes: number,
): Promise<Pick<ReceivedResponse, "body" | "bodyBytes" | "bodyCut">> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const part: Buffer = Buffer.from(chunk);
    chunks.push(part.subarray(0, limitBytes - bytes));
    bytes += part.length;
    // Leaving the loop destroys the stream, and with it the connection.
    if (bytes > limitBytes) break;
  }
  return {
    body: new TextDecoder("utf-8", { ignoreBOM: true }).decode(Buffer.concat(chunks)),
    bodyBytes: Math.min(bytes, limitBytes),
    bodyCut: bytes > limitBytes,
  };
}
