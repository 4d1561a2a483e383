import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** What the engine says while it builds or pulls, as far as it is used. */
export interface EngineEvent {
  readonly stream?: string;
  readonly error?: string;
  readonly id?: string;
  readonly progressDetail?: { readonly total?: number };
}

/** One event of the engine is a few kilobytes; a line that never ends is none. */
const longestLine = 1024 * 1024;

/**
 * Gives each event as it comes and keeps none: a build can talk for ever. Where `onEvent` throws, the stream is destroyed, which
 * cancels what the engine does, and the error is thrown on.
 */
export async function followEvents(
  stream: NodeJS.ReadableStream,
  onEvent: (event: EngineEvent) => void,
): Promise<void> {
  const decoder = new StringDecoder("utf8");
  let open = "";
  // Leaving the loop destroys the stream, and with it the request.
  for await (const chunk of stream as Readable) {
    const lines = (open + decoder.write(Buffer.from(chunk))).split("\n");
    open = lines.pop() ?? "";
    if (open.length > longestLine) throw new Error("the engine sent a line without an end");
    for (const line of lines) if (line.trim() !== "") onEvent(JSON.parse(line) as EngineEvent);
  }
  if (open.trim() !== "") onEvent(JSON.parse(open) as EngineEvent);
}
