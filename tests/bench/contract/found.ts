import type { Measured, Tool, ToolRun } from "./types.ts";

/** What a tool says of a mutant: `found` with the failures that it reports of no run on the correct implementation. */
export type Found =
  | { readonly state: "found"; readonly by: readonly string[] }
  | { readonly state: "missed" }
  | { readonly state: "unknown"; readonly why: string };

/** Failures of these subjects' runs of the tool, each once, sorted. On a correct implementation all of them are false. */
export function failuresOf(subjects: readonly Measured[], tool: Tool): readonly string[] {
  const all = subjects.flatMap(({ runs }) => runs.filter((run) => run.tool === tool));
  return [...new Set(all.flatMap(({ failures }) => failures))].sort();
}

/**
 * Whether the tool finds the bug. What it also reports of the unpatched implementation is no find; a run that was cut off counts
 * with what it had found until then.
 */
export function foundBy(tool: Tool, mutant: Measured, correct: readonly Measured[]): Found {
  const run = runOf(tool, mutant);
  if (run === undefined) return { state: "unknown", why: "was not run" };
  const base = correct.find(({ name }) => name === mutant.of);
  if (base === undefined || runOf(tool, base) === undefined) {
    return { state: "unknown", why: `nothing to compare with: ${mutant.of} was not run` };
  }
  const known = new Set(failuresOf([base], tool));
  const by = run.failures.filter((failure) => !known.has(failure));
  if (by.length > 0) return { state: "found", by };
  return run.requests === 0 ? { state: "unknown", why: run.trouble ?? "sent nothing" } : { state: "missed" };
}

export function runOf(tool: Tool, subject: Measured): ToolRun | undefined {
  return subject.runs.find((run) => run.tool === tool);
}

export function isCorrect(subject: Measured): boolean {
  return subject.bug === undefined;
}
