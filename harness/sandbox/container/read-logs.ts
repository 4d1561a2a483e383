import type Docker from "dockerode";
import type { LogLine } from "../../types/runtime.ts";
import { onEngine } from "../engine-trouble.ts";

/** How many of the last lines are read, and how long a line may be before it is cut. */
const lastLines = 5_000;
const lineLimit = 16_384;

/** The last lines of a container's log, in order. */
export async function readLogs(container: Docker.Container): Promise<readonly LogLine[]> {
  const raw = await onEngine("read a log", () =>
    container.logs({ stdout: true, stderr: true, tail: lastLines, follow: false }),
  );
  return demultiplex(raw);
}

/**
 * Splits the engine's stream of frames (8 bytes of header: stream number, three zeros, length as a 32-bit big-endian number) into
 * lines. A line that was cut into several frames is put together again.
 */
export function demultiplex(raw: Buffer): readonly LogLine[] {
  const lines: LogLine[] = [];
  const open = { stdout: "", stderr: "" };
  for (let at = 0; at + 8 <= raw.length; ) {
    const stream = raw[at] === 2 ? "stderr" : "stdout";
    const length = raw.readUInt32BE(at + 4);
    const text = open[stream] + raw.toString("utf8", at + 8, at + 8 + length);
    const parts = text.split("\n");
    open[stream] = parts.pop() ?? "";
    lines.push(...parts.map((part) => ({ stream, text: part.replace(/\r$/, "").slice(0, lineLimit) }) as const));
    at += 8 + length;
  }
  for (const stream of ["stdout", "stderr"] as const) {
    if (open[stream] !== "") lines.push({ stream, text: open[stream].slice(0, lineLimit) });
  }
  return lines;
}
