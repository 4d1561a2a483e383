import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Brief } from "../brief/types.ts";
import type { AnyCheck, Stage } from "../checks/check.ts";
import type { Silence } from "../checks/run-checks.ts";
import { type ClientOptions, createClient } from "../http/client.ts";
import { statusOf } from "../sandbox/service/status-of.ts";
import { takeIn } from "../submission/intake.ts";
import type { Workspace } from "../submission/types.ts";
import { EnvironmentError } from "../types/errors.ts";
import { seededRandom } from "../types/random.ts";
import type { Scorecard } from "../types/scorecard.ts";
import { limitsFor } from "./limits.ts";
import { notTried } from "./not-tried.ts";
import { collectResults } from "./outcomes.ts";
import { beginRun, type Run, type StageEvent } from "./run.ts";
import { probeContexts } from "./running-stages.ts";
import { scorecardOf } from "./scorecard.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface UrlOptions {
  readonly brief: Brief;
  /** Origin of an app that already runs, http://127.0.0.1:5000. */
  readonly url: string;
  /** Who the probes claim to be. */
  readonly client: Pick<ClientOptions, "credentials" | "secretHeaders">;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Also the checks that take long. */
  readonly all: boolean;
  /** Which checks to run; default all. */
  readonly wanted?: (check: AnyCheck) => boolean;
  readonly onStage?: (event: StageEvent) => void;
}

const unseen: readonly Stage[] = [
  ...(["build", "boot", "runtime", "migrations", "load", "disturb", "tests", "mutation", "commands"] as const),
];

/**
 * Probes an app that already runs, and reads the source in `folder` where it looks like a repository. What only a container
 * shows is not examined.
 */
export async function checkUrl(folder: string, options: UrlOptions): Promise<Scorecard> {
  const { brief, url } = options;
  const run = beginRun({ seed: options.seed, signal: options.signal, onStage: options.onStage ?? (() => undefined) });
  const results = collectResults(options.wanted);
  if (!options.all) {
    results.leaveOut(({ slow }) => slow === true, "Left out of this quick look: --all, or assay check without --url.");
  }
  await mustAnswer(url + brief.runtime.alive, url);
  results.close(unseen, {
    verdict: "not-applicable",
    reason: "Only a run in containers shows it: assay check without --url.",
  });

  await using temporary = await temporaryFolder(run.id);
  const workspace =
    results.wants(["source"]) && (await looksLikeRepository(folder))
      ? await run.stage("take in", () => takeIn(folder, { folder: temporary.path, signal: run.signal }))
      : undefined;
  await readSource(run, brief, results, workspace);
  await using api = createClient({
    baseUrl: url,
    api: brief.api,
    random: seededRandom(run.seed, `client of ${run.id}`),
    ...options.client,
  });
  await run.stage("probe", async () => {
    await results.run(
      "probe",
      // The app may have met this very seed before.
      probeContexts(run, brief, api, undefined, Date.now().toString(36).slice(-6)),
      async (): Promise<Silence> => ({ kind: "app" }),
    );
    await results.run("traffic", () => ({ brief, api, traffic: api.traffic }));
  });
  run.notices.push(...notTried(brief));
  const scorecard = await scorecardOf(run, brief, results, { workspace, url, limits: limitsFor(brief) });
  await workspace?.[Symbol.asyncDispose]();
  return scorecard;
}

async function readSource(
  run: Run,
  brief: Brief,
  results: ReturnType<typeof collectResults>,
  workspace: Workspace | undefined,
) {
  if (workspace === undefined) {
    results.close(["source"], { verdict: "not-applicable", reason: "No repository was given beside the URL." });
    return;
  }
  await run.stage("read the source", () => results.run("source", () => ({ brief, workspace })));
}

async function looksLikeRepository(folder: string): Promise<boolean> {
  const signs = [".git", "Dockerfile", "requirements.txt", "pyproject.toml"];
  const found = await Promise.all(
    signs.map((name) =>
      stat(join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

async function mustAnswer(address: string, url: string): Promise<void> {
  if ((await statusOf(address)) !== undefined) return;
  throw new EnvironmentError(`Nothing answers at ${url}.`, { next: "Start your app, and give the URL it listens on." });
}
