import type { Measured, Tool, ToolRun } from "../../bench/contract/types.ts";

/** A run of 10 s with 100 requests. */
export function run(tool: Tool, failures: readonly string[], more: Partial<ToolRun> = {}): ToolRun {
  return { tool, seed: 7, failures, requests: 100, seconds: 10, ...more };
}

export function correct(name: string, ...runs: readonly ToolRun[]): Measured {
  return { name, of: name, bug: undefined, families: [], runs };
}

export function mutant(name: string, family: string, ...runs: readonly ToolRun[]): Measured {
  return { name, of: "strong", bug: `${name}.`, families: [family], runs };
}
