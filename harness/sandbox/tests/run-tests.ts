import type Docker from "dockerode";
import type { Workspace } from "../../submission/types.ts";
import type { TestReport } from "../../types/runtime.ts";
import { fileFrom } from "../container/file-from.ts";
import { readLogs } from "../container/read-logs.ts";
import { onEngine } from "../engine-trouble.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { coverageOf } from "./coverage.ts";
import { parseResults } from "./results.ts";
import { ownFile, type TestSetup } from "./test-setup.ts";
import { importsIn, usualMs, type WhoRuns, whoRuns } from "./who-runs.ts";

export interface TestRun {
  readonly report: TestReport;
  readonly whoRuns: WhoRuns;
  /** How long these tests take, all of them where none is named. */
  readonly usualMs: (tests: readonly string[]) => number;
  /** Modules of installed packages that the suite imports. */
  readonly imports: readonly string[];
}

/**
 * Runs the candidate's own tests in a container of their own: built image, no network but a fresh database, bounded time.
 * `command` is the one that the brief publishes, shown to people; what runs is pytest under coverage.
 */
export async function runTests(sandbox: Sandbox, setup: TestSetup, command: string): Promise<TestRun> {
  const started = performance.now();
  const { workspace, workingFolder, modules } = setup;
  const server = await sandbox.database();
  const [databaseUrl, ...files] = await Promise.all([
    server.create("tests"),
    ownFile("run.sh"),
    ownFile("assay_results.py"),
    ownFile("assay_calls.py"),
  ]);
  await using runner = await setup.start("tests", files, {
    entrypoint: ["sh", "/assay/work/.assay/run.sh"],
    databaseUrl,
    environment: {
      ASSAY_SECONDS: String(sandbox.limits.testSeconds),
      ASSAY_SOURCES: ["/assay/work", ...(workingFolder === "/" ? [] : [workingFolder]), ...packagesOf(workspace)].join(
        ",",
      ),
    },
  });
  const { container, disk } = runner;
  const exitCode = await waitFor(container, sandbox.limits.testSeconds + 90);
  if (disk.over !== undefined) return notRun(command, `They were stopped, because what they started ${disk.over}.`);
  const results = await fileFrom(container, "/assay/work/.assay-results.jsonl");
  const measured = await fileFrom(container, "/assay/work/.assay-coverage.json");
  const contexts = await fileFrom(container, "/assay/work/.assay-contexts.json");
  const report: TestReport = {
    command,
    durationMs: performance.now() - started,
    exitCode,
    timedOut: exitCode === 124 || exitCode === 137,
    ...parseResults(results),
    coverage: coverageOf(measured, workspace, modules, workingFolder),
    output: (await readLogs(container))
      .slice(-200)
      .map(({ text }) => text)
      .join("\n"),
  };
  const own = new Set([...packagesOf(workspace), ...modules.flatMap(({ path }) => topLevelOf(path))]);
  return {
    report,
    whoRuns: whoRuns({ coverage: contexts, results, workspace, modules, workingFolder }),
    usualMs: usualMs(results, report.durationMs),
    imports: importsIn(results, own),
  };
}

/** The report of a suite that could not be run at all. */
export function notRun(command: string, reason: string): TestRun {
  const counts = { passed: 0, failed: 0, errors: 0, skipped: 0, cases: [], calls: [] };
  const report: TestReport = {
    command,
    durationMs: 0,
    exitCode: -1,
    timedOut: false,
    ...counts,
    coverage: undefined,
    output: "",
    notRun: reason,
  };
  return { report, whoRuns: () => undefined, usualMs: () => 0, imports: [] };
}

/** Top-level packages of the repository: they may be installed in the image and imported from there. */
function packagesOf(workspace: Workspace): readonly string[] {
  const names = workspace.files.flatMap(({ path }) => /^(?:src\/)?([A-Za-z_]\w*)\/__init__\.py$/.exec(path)?.[1] ?? []);
  return [...new Set(names)].filter((name) => !/^(tests?|migrations)$/.test(name));
}

/** `src/shop/views.py` and `shop.py` are imported as `shop`, or as a part of it. */
function topLevelOf(path: string): string {
  return (
    path
      .replace(/^src\//, "")
      .replace(/\.py$/, "")
      .split("/")[0] ?? ""
  );
}

async function waitFor(container: Docker.Container, seconds: number): Promise<number> {
  return await onEngine("wait for the tests", async () => {
    const limit = setTimeout(() => void container.kill().catch(() => undefined), seconds * 1000);
    try {
      const { StatusCode } = await container.wait();
      return Number(StatusCode);
    } finally {
      clearTimeout(limit);
    }
  });
}
