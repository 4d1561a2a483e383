import type { LogLine } from "../../types/runtime.ts";
import { objectIn } from "./log-lines.ts";

/** The names that loggers have for what is worse than information. */
const worse = /^(warn|warning|err|error|crit|critical|fatal|severe|alert|emerg|emergency|panic)$/i;
/** WARNING of Python's logging, for loggers that write its number. */
const warningNumber = 30;

/** Whether a line is a warning or worse, in whatever member a logger writes its level, or has a traceback of Python's. */
export function saysWhatWentWrong(line: LogLine): boolean {
  if (line.text.includes("Traceback (most recent call last)")) return true;
  return Object.entries(objectIn(line) ?? {}).some(([name, value]) => {
    if (typeof value === "string") return worse.test(value);
    return typeof value === "number" && /level|severity/i.test(name) && value >= warningNumber;
  });
}
