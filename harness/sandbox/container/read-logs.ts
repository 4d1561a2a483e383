import { StringDecoder } from "node:string_decoder";
import type Docker from "dockerode";
import type { LogLine } from "../../types/runtime.ts";
import { onEngine } from "../engine-trouble.ts";
import { framesOf } from "./frames.ts";

/** How many of the last lines are read, and how long a line may be before it is cut. */
const lastLines = 5_000;
const lineLimit = 16_384;

/** The last lines of a container's log, in order. */
export async function readLogs(container: Docker.Container): Promise<readonly LogLine[]> {
  const raw = await onEngine("read a log", () =>
    container.logs({ stdout: true, stderr: true, tail: lastLines, follow: false }),
  );
  return linesOf(raw);
}

/**
 * The lines of a log. A line, or a character, that was cut into several frames is put together again; a line that never ends is
 * cut at its limit.
 */
export function linesOf(raw: Buffer): readonly LogLine[] {
  const lines: LogLine[] = [];
  const decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  const open = { stdout: "", stderr: "" };
  for (const { stream, bytes } of framesOf(raw)) {
    const parts = (open[stream] + decoders[stream].write(bytes)).split("\n");
    open[stream] = (parts.pop() ?? "").slice(0, lineLimit);
    lines.push(...parts.map((part) => ({ stream, text: part.replace(/\r$/, "").slice(0, lineLimit) })));
  }
  for (const stream of ["stdout", "stderr"] as const) {
    const rest = open[stream] + decoders[stream].end();
    if (rest !== "") lines.push({ stream, text: rest.slice(0, lineLimit) });
  }
  return lines;
}
