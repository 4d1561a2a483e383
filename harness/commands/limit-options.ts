import { InvalidArgumentError } from "commander";
import type { Limits } from "../types/scorecard.ts";

const names: readonly (keyof Limits)[] = [
  "buildSeconds",
  "buildMemoryBytes",
  "imageBytes",
  "bootSeconds",
  "memoryBytes",
  "cpus",
  "pids",
  "tmpBytes",
  "diskBytes",
  "answerSeconds",
  "testSeconds",
];

/** Adds one `--limit name=value` to those given before it. */
export function limitsFrom(text: string, before: Partial<Limits> = {}): Partial<Limits> {
  const [name, value] = text.split("=", 2);
  const known = names.find((each) => each === name);
  if (known === undefined) throw new InvalidArgumentError(`no limit is called ${name}; known are ${names.join(", ")}`);
  const number = Number(value);
  if (value === undefined || !Number.isFinite(number) || number <= 0) {
    throw new InvalidArgumentError(`${name} needs a number above 0, found ${JSON.stringify(value ?? "")}`);
  }
  return { ...before, [known]: number };
}
