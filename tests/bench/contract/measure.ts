import { fileURLToPath } from "node:url";
import type { Mutant } from "../../mutants/load-mutants.ts";
import { patchedCopy } from "../../mutants/patched-copy.ts";
import { type Bench, submissionFolder } from "../../mutants/run-mutant.ts";
import { runAssay } from "./run-assay.ts";
import { runSchemathesis } from "./run-schemathesis.ts";
import type { Bounds } from "./schemathesis.ts";
import type { Tool, ToolRun } from "./types.ts";
import { withApp } from "./with-app.ts";

export interface Comparison {
  readonly bench: Bench;
  /** Path of Schemathesis. */
  readonly binary: string;
  readonly bounds: Bounds;
  readonly signal: AbortSignal;
}

/** One run of one tool on a fresh service of a submission, patched where it is a mutant. */
export async function measure(
  subject: Pick<Mutant, "brief" | "of" | "patch" | "commits">,
  tool: Tool,
  seed: number,
  comparison: Comparison,
): Promise<ToolRun> {
  const { bench, signal } = comparison;
  await using copy = await patchedCopy({ ...subject, submission: submissionFolder(subject.brief, subject.of) });
  const run = await withApp(copy.path, bench, { seed, signal }, async (app) =>
    tool === "assay" || tool === "contract"
      ? await runAssay(app, { brief: bench.brief, tool, seed, signal, capSeconds: comparison.bounds.capSeconds })
      : await runSchemathesis(app, {
          ...{ ...comparison, tool, seed },
          document: documentOf(subject.brief),
          freshHeader: bench.brief.idempotency?.header,
        }),
  );
  return run ?? { tool, seed, failures: [], requests: 0, seconds: 0, trouble: "the app did not start" };
}

function documentOf(brief: string): string {
  return fileURLToPath(new URL(`../../../specs/${brief}/openapi.yaml`, import.meta.url));
}
