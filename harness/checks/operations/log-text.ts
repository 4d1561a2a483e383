import type { LogLine } from "../../types/runtime.ts";

/** The end of a log, as a finding shows it. */
export function logText(logs: readonly LogLine[], lines = 30): string {
  if (logs.length === 0) return "(the app wrote nothing to its log)";
  return logs
    .slice(-lines)
    .map(({ stream, text }) => `${stream}  ${text}`)
    .join("\n");
}
