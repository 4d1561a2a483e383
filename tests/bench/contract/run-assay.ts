import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Brief } from "../../../harness/brief/types.ts";
import { onlyChecks } from "../../../harness/checks/only.ts";
import { checkUrl } from "../../../harness/grade/check-url.ts";
import { temporaryFolder } from "../../../harness/grade/temporary-folder.ts";
import { contractFamilies, type ToolRun } from "./types.ts";
import type { App } from "./with-app.ts";

/**
 * Does what `assay check --url URL --all` does in an empty folder: no source, no container, no data set, only HTTP. `contract`
 * adds `--only contract validation`.
 */
export async function runAssay(
  app: App,
  options: {
    readonly brief: Brief;
    readonly tool: "assay" | "contract";
    readonly seed: number;
    readonly capSeconds: number;
    readonly signal: AbortSignal;
  },
): Promise<ToolRun> {
  await using folder = await temporaryFolder("bench");
  let requests = 0;
  const count = (): void => {
    requests += 1;
  };
  // undici tells of each request here. The few that are sent over a bare socket are not counted: that is to assay's disadvantage.
  subscribe("undici:request:create", count);
  const started = performance.now();
  const { brief, tool, seed, capSeconds } = options;
  const only = tool === "contract" ? onlyChecks(contractFamilies) : undefined;
  const cap = AbortSignal.timeout(capSeconds * 1000);
  try {
    const { checks, run } = await checkUrl(folder.path, {
      ...{ brief, seed, signal: AbortSignal.any([options.signal, cap]) },
      ...{ url: app.url, client: { credentials: app }, all: true },
      ...(only === undefined ? {} : { wanted: ({ id }) => only.has(id) }),
    });
    const failures = checks.filter(({ outcome }) => outcome.verdict === "failed").map(({ id }) => id);
    return {
      ...{ tool, seed, failures: failures.sort(), requests },
      seconds: (performance.now() - started) / 1000,
      ...(run.incomplete ? { trouble: "something was left undecided" } : {}),
    };
  } catch (error) {
    if (!cap.aborted) throw error;
    return { tool, seed, failures: [], requests, seconds: capSeconds, trouble: `cut off at ${capSeconds} s` };
  } finally {
    unsubscribe("undici:request:create", count);
  }
}
