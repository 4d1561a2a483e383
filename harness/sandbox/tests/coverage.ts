import type { Module } from "../../submission/facts/types.ts";
import type { Workspace } from "../../submission/types.ts";
import { copiesOf, isCopyOf } from "./copies.ts";
import type { FileCoverage, TestReport } from "../../types/runtime.ts";

interface Measured {
  readonly covered: number;
  readonly total: number;
  readonly missingLines: readonly number[];
  readonly executedLines: readonly number[];
}

/**
 * Coverage of the submission's own code from coverage.py's JSON: statements and branches together, as coverage.py reports it with
 * --branch. A module may have been imported from the repository's copy, the image's working folder or an installed package: the
 * copy that was executed most counts.
 */
export function coverageOf(
  text: string | undefined,
  workspace: Workspace,
  modules: readonly Module[],
  workingFolder: string,
): TestReport["coverage"] {
  const files = filesIn(text);
  if (files === undefined) return undefined;
  const own = modules.filter(({ role }) => role === "code");
  const measured = own.flatMap((module): readonly (Measured & { readonly path: string })[] => {
    const copies = copiesOf(module.path, workspace, workingFolder);
    const candidates = files.filter(([path]) => isCopyOf(path, copies)).map(([, file]) => file);
    const best = candidates.sort((a, b) => b.covered - a.covered)[0];
    return best === undefined ? [] : [{ path: module.path, ...best }];
  });
  const total = measured.reduce((sum, file) => sum + file.total, 0);
  if (total === 0) return undefined;
  return {
    share: measured.reduce((sum, file) => sum + file.covered, 0) / total,
    files: measured.map(
      ({ path, covered, total: all, missingLines, executedLines }): FileCoverage => ({
        path,
        share: all === 0 ? 1 : covered / all,
        missingLines,
        executedLines,
      }),
    ),
  };
}

/** Far above any take-home: each is held against each module. */
export const mostFiles = 5_000;

/** What the tests may have spoilt gives no coverage at all, never a number that is none. */
function filesIn(text: string | undefined): readonly (readonly [path: string, file: Measured])[] | undefined {
  try {
    const { files } = membersOf(JSON.parse(text ?? ""));
    return Object.entries(membersOf(files))
      .slice(0, mostFiles)
      .map(([path, file]) => [path, measuredIn(file)]);
  } catch {
    return undefined;
  }
}

/** Throws Error for what coverage.py would not have written. */
function measuredIn(file: unknown): Measured {
  const { summary, missing_lines: missing, executed_lines: executed } = membersOf(file);
  const counts = membersOf(summary);
  const covered = countIn(counts.covered_lines) + countIn(counts.covered_branches ?? 0);
  const total = countIn(counts.num_statements) + countIn(counts.num_branches ?? 0);
  if (covered > total) throw new Error("more is covered than there is");
  return { covered, total, missingLines: countsIn(missing), executedLines: countsIn(executed) };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("no object");
  return Object.fromEntries(Object.entries(value));
}

function countsIn(value: unknown): readonly number[] {
  if (!Array.isArray(value)) throw new Error("no list");
  return value.map(countIn);
}

function countIn(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Error("no count");
  return value;
}
