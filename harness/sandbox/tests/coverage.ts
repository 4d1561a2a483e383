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
    const candidates = Object.entries(files)
      .filter(([path]) => isCopyOf(path, copiesOf(module.path, workspace, workingFolder)))
      .map(([, file]) => file);
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

function filesIn(text: string | undefined): Readonly<Record<string, Measured>> | undefined {
  try {
    const parsed = JSON.parse(text ?? "") as {
      files: Record<
        string,
        {
          missing_lines: number[];
          executed_lines: number[];
          summary: { covered_lines: number; num_statements: number; covered_branches?: number; num_branches?: number };
        }
      >;
    };
    return Object.fromEntries(
      Object.entries(parsed.files).map(
        ([path, { summary, missing_lines: missingLines, executed_lines: executedLines }]) => [
          path,
          {
            covered: summary.covered_lines + (summary.covered_branches ?? 0),
            total: summary.num_statements + (summary.num_branches ?? 0),
            missingLines,
            executedLines,
          },
        ],
      ),
    );
  } catch {
    return undefined;
  }
}
