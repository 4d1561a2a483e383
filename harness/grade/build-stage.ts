import type { Brief } from "../brief/types.ts";
import { buildImage } from "../sandbox/build/build-image.ts";
import type { Sandbox } from "../sandbox/open-sandbox.ts";
import type { Workspace } from "../submission/types.ts";
import { stagesWithApp, stagesWithImage } from "./running-stages.ts";
import type { Results } from "./outcomes.ts";
import type { Run } from "./run.ts";

/** Builds the submission's image; undefined where there is none, with every outcome that needs it settled. */
export async function buildStage(
  run: Run,
  brief: Brief,
  results: Results,
  sandbox: Sandbox,
  workspace: Workspace,
): Promise<string | undefined> {
  const { report, image, inconclusive } = await run.stage(
    "build the image",
    () => buildImage(sandbox, workspace, { signal: run.signal }),
    { note: (result) => (result.report.built && result.report.cached ? "cached" : undefined) },
  );
  if (report.built) run.notices.push(...report.notices);
  if (inconclusive !== undefined) {
    run.notices.push(inconclusive);
    results.close(["build", ...stagesWithApp, ...stagesWithImage], { verdict: "inconclusive", reason: inconclusive });
    return undefined;
  }
  await results.run("build", () => ({ brief, build: report }));
  if (!report.built) {
    results.close([...stagesWithApp, ...stagesWithImage], {
      verdict: "blocked",
      by: "operations.builds",
      reason: report.reason,
    });
  }
  return image;
}
