import { setTimeout as sleep } from "node:timers/promises";
import type { LogLine, Runtime } from "../../types/runtime.ts";
import { isObject, type JsonObject } from "../json-values.ts";

/** Standard output is what the brief asks about; where nothing is there, standard error is judged instead. */
export function judgedLines(lines: readonly LogLine[]): readonly LogLine[] {
  const written = lines.filter(({ text }) => text.trim() !== "");
  const standardOutput = written.filter(({ stream }) => stream === "stdout");
  return standardOutput.length > 0 ? standardOutput : written;
}

/**
 * The log once each of these texts stands in it, or after two seconds: a line may be written after the response was sent, and
 * takes its way through the engine.
 */
export async function logOnceItHas(runtime: Runtime, texts: readonly string[]): Promise<readonly LogLine[]> {
  let lines = await runtime.logs();
  const hasAll = (): boolean => texts.every((wanted) => lines.some(({ text }) => text.includes(wanted)));
  for (let attempt = 0; attempt < 20 && !hasAll(); attempt += 1) {
    await sleep(100);
    lines = await runtime.logs();
  }
  return lines;
}

/** A line as the JSON object that it is; undefined where it is none. */
export function objectIn({ text }: LogLine): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
