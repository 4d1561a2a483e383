import type { Brief } from "./brief/types.ts";
import { generateDataset } from "./brief/dataset.ts";
import { buildStage } from "./grade/build-stage.ts";
import { limitsFor } from "./grade/limits.ts";
import { collectResults, type Results } from "./grade/outcomes.ts";
import { commandStage } from "./grade/command-stage.ts";
import { beginRun, type Run, type StageEvent } from "./grade/run.ts";
import { makeQuiet } from "./grade/quiet.ts";
import { migrationStage } from "./grade/migration-stage.ts";
import { scorecardOf } from "./grade/scorecard.ts";
import { runningStages, stagesWithApp, stagesWithImage, withoutApp } from "./grade/running-stages.ts";
import { credentialsFor } from "./grade/credentials.ts";
import { temporaryFolder } from "./grade/temporary-folder.ts";
import { testStage } from "./grade/test-stage.ts";
import type { AnyCheck } from "./checks/check.ts";
import type { Engine } from "./sandbox/engine/connect.ts";
import type { Images } from "./sandbox/images/inputs.ts";
import { installedPackages } from "./sandbox/build/installed-packages.ts";
import { machineTrouble } from "./sandbox/engine-trouble.ts";
import { openSandbox, type Sandbox } from "./sandbox/open-sandbox.ts";
import { prepareTests, type TestSetup } from "./sandbox/tests/test-setup.ts";
import { type Service, startService } from "./sandbox/service/start-service.ts";
import { takeIn } from "./submission/intake.ts";
import type { Workspace } from "./submission/types.ts";
import { messageOf } from "./types/errors.ts";
import type { InstalledPackage, Limits, Scorecard } from "./types/scorecard.ts";

export interface GradeOptions {
  readonly brief: Brief;
  readonly engine: Engine;
  readonly images: Images;
  /** Hosts that a build may reach. */
  readonly allowList: readonly string[];
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly limits?: Partial<Limits>;
  /** Which checks to run; default all. */
  readonly wanted?: (check: AnyCheck) => boolean;
  readonly onStage?: (event: StageEvent) => void;
  /** Also lists what is installed in the image. */
  readonly listPackages?: boolean;
  /** Why no time could be measured right now, undefined where it could; default: looks at this machine. */
  readonly tooBusy?: () => string | undefined;
  /** Called with the running app once everything is graded, before it is torn down. */
  readonly look?: (app: {
    readonly url: string;
    readonly username: string;
    readonly password: string;
  }) => Promise<void>;
}

/** submission + brief -> build -> run -> probe -> score. Everything that was started is gone when this returns or throws. */
export async function grade(source: string, options: GradeOptions): Promise<Scorecard> {
  const { brief, engine, signal } = options;
  const run = beginRun({ seed: options.seed, signal, onStage: options.onStage ?? (() => undefined) });
  const limits = limitsFor(brief, options.limits);
  const results = collectResults(options.wanted, options.tooBusy);
  if (engine.containerRuntime !== undefined) run.notices.push(`Its containers ran under ${engine.containerRuntime}.`);

  await using folder = await temporaryFolder(run.id);
  await using workspace = await run.stage("take in", () => takeIn(source, { folder: folder.path, signal }));
  const reading = run.stage("read the source", () => results.run("source", () => ({ brief, workspace })));
  // Who waits for it hears of a failure; where the build fails first (Ctrl-C ends both), nobody waits any more.
  reading.catch(() => undefined);

  let packages: readonly InstalledPackage[] | undefined;
  if (results.wants(stagesInSandbox)) {
    try {
      packages = await inSandbox(run, options, results, workspace);
    } catch (error) {
      const trouble = machineTrouble(error);
      if (trouble === undefined || signal.aborted) throw error;
      // What was found out until then stands.
      run.notices.push(trouble.message);
      results.close(stagesInSandbox, { verdict: "inconclusive", reason: trouble.message });
    }
  }
  withoutApp(results);
  await reading;
  return await scorecardOf(run, brief, results, { workspace, url: undefined, limits, packages });
}

const stagesInSandbox = ["build", ...stagesWithImage, ...stagesWithApp] as const;

/** Everything that needs the engine; gives what is installed in the image, where that is asked for and known. */
async function inSandbox(
  run: Run,
  { brief, engine, images, allowList, listPackages, ...options }: GradeOptions,
  results: Results,
  workspace: Workspace,
): Promise<readonly InstalledPackage[] | undefined> {
  const limits = limitsFor(brief, options.limits);
  await using sandbox = await openSandbox(engine, images, { runId: run.id, limits, allowList });
  const image = await buildStage(run, brief, results, sandbox, workspace);
  let packages: readonly InstalledPackage[] | undefined;
  if (image !== undefined) {
    const listing = listPackages === true ? installedPackages(sandbox, image) : undefined;
    // Not to know them is no reason to lose a grade.
    const listed = listing?.catch(
      (error: unknown) => void run.notices.push(`No list of packages: ${messageOf(error)}`),
    );
    await runStages(run, { brief, ...options }, results, { sandbox, image, workspace });
    packages = (await listed) ?? undefined;
  }
  // Leaving the function does it, too; this way its time is seen. (Ctrl-C that ends a look at the app loses no scorecard.)
  if (!run.signal.aborted) await run.stage("tear down", async () => await sandbox[Symbol.asyncDispose]());
  return packages;
}

/** The candidate's tests, the README's commands and the running app, side by side but for when latency is measured. */
async function runStages(
  run: Run,
  { brief, look }: Pick<GradeOptions, "brief" | "look">,
  results: Results,
  subject: { readonly sandbox: Sandbox; readonly image: string; readonly workspace: Workspace },
): Promise<void> {
  const { sandbox, image } = subject;
  const credentials = credentialsFor(run.seed);
  const quiet = makeQuiet();
  let setup: Promise<TestSetup | { readonly notRun: string }> | undefined;
  const offline = {
    ...{ ...subject, credentials, quiet },
    prepareTests() {
      setup ??= quiet.step(() =>
        prepareTests(sandbox, { ...subject, credentials, contract: brief.runtime, signal: run.signal }),
      );
      return setup;
    },
  };
  const testing = Promise.all([
    testStage(run, brief, results, offline),
    commandStage(run, brief, results, offline),
  ]).then(() => undefined);
  // Who waits for it hears of a failure; where the app's stages fail first, nobody waits any more.
  testing.catch(() => undefined);
  if (!results.wants(stagesWithApp)) {
    quiet.noMore();
    return await testing;
  }
  const dataset = brief.dataset === undefined ? undefined : generateDataset(brief, run.seed);
  await using services = new AsyncDisposableStack();
  const serve = async (): Promise<Service> => {
    const service = services.use(
      await run.stage("start app and database", () =>
        startService(sandbox, { image, contract: brief.runtime, credentials, dataset, signal: run.signal }),
      ),
    );
    await runningStages(run, brief, results, {
      service,
      credentials,
      dataset,
      answerSeconds: sandbox.limits.answerSeconds,
      alone: quiet.alone,
      migrate: (filled) => migrationStage(run, brief, results, { ...subject, credentials, filled }),
    });
    return service;
  };
  const service = await serve().finally(quiet.noMore);
  await testing;
  if (look === undefined || service.baseUrl === undefined) return;
  // The last checks leave it with other credentials.
  const { ready } = await service.runtime.start();
  if (ready) await look({ url: service.baseUrl, ...credentials });
  else run.notices.push("It did not start again, so there was nothing to look at.");
}
