import { fileURLToPath } from "node:url";
import type { Tool } from "./types.ts";

export type SchemathesisTool = Extract<Tool, "schemathesis" | "thorough">;

/** From PyPI. Defaults change between releases: the figures hold for this one. */
export const schemathesisVersion = "4.32.0";

/** How long and how far the tools may go. */
export interface Bounds {
  /** A run that takes longer is cut off, and counts with what it found until then. */
  readonly capSeconds: number;
  /** What `thorough` may spend. */
  readonly thoroughSeconds: number;
}

/**
 * Options that make a configuration.
 *
 * `schemathesis` is the default: in 4.x all phases (examples, coverage, fuzzing, stateful), valid and invalid data, and all checks
 * but the limit on response times are on; 100 examples per operation; an operation's phase ends at its first failure.
 *
 * `thorough` is what its makers' guide to benchmarks asks for: a budget that the fuzzing and stateful phases spend to the end,
 * failures don't stop an operation, none is shrunk, and no health check takes an operation out. Phases and checks are named, so
 * that this stays everything when a default changes. A hook is added in its favour, see `environmentOf`.
 */
export function optionsOf(tool: SchemathesisTool, { thoroughSeconds }: Bounds): readonly string[] {
  if (tool === "schemathesis") return [];
  return [
    "--phases=examples,coverage,fuzzing,stateful",
    "--checks=all",
    `--max-time=${thoroughSeconds}`,
    "--continue-on-failure",
    "--no-shrink",
    "--suppress-health-check=all",
  ];
}

/**
 * Variables that belong to a configuration. `thorough` gets a hook that makes a header new for each request which must not repeat,
 * such as an idempotency key: who uses the tool in earnest would write it (fresh_header.py says why).
 */
export function environmentOf(
  tool: SchemathesisTool,
  freshHeader: string | undefined,
): Readonly<Record<string, string>> {
  if (tool !== "thorough" || freshHeader === undefined) return {};
  return {
    SCHEMATHESIS_HOOKS: fileURLToPath(new URL("fresh_header.py", import.meta.url)),
    BENCH_FRESH_HEADER: freshHeader,
  };
}
