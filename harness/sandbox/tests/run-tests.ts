import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type Docker from "dockerode";
import type { RuntimeContract } from "../../brief/types.ts";
import type { Workspace } from "../../submission/types.ts";
import { EnvironmentError } from "../../types/errors.ts";
import type { TestReport } from "../../types/runtime.ts";
import { fileFrom } from "../container/file-from.ts";
import { readLogs } from "../container/read-logs.ts";
import { startContainer } from "../container/start-container.ts";
import { watchDisk } from "../container/watch-disk.ts";
import { onEngine } from "../engine-trouble.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { volumesOfImage } from "../service/bounded-volume.ts";
import { filledVolume, type VolumeFile } from "../service/filled-volume.ts";
import { environmentOf } from "../service/start-service.ts";
import { coverageOf } from "./coverage.ts";
import { parseResults } from "./results.ts";
import { testImage } from "./test-image.ts";

/** What tests may write beside the repository's own files. */
const workRoomBytes = 256 * 1024 * 1024;

export interface TestOptions {
  readonly image: string;
  readonly workspace: Workspace;
  readonly contract: RuntimeContract;
  readonly credentials: { readonly username: string; readonly password: string };
  /** As the brief publishes it; shown to people. What runs is pytest under coverage. */
  readonly command: string;
  readonly signal: AbortSignal;
}

/** Runs the candidate's own tests in a container of their own: built image, no network but a fresh database, bounded time. */
export async function runTests(sandbox: Sandbox, options: TestOptions): Promise<TestReport> {
  const started = performance.now();
  const { workspace } = options;
  const { modules } = await workspace.facts();
  const notRun = (reason: string): TestReport => ({
    ...nothing(options.command, performance.now() - started),
    notRun: reason,
  });
  if (!modules.some(({ role }) => role === "test")) return notRun("There are no tests in the repository.");
  const made = await testImage(sandbox, options.image, workspace, options.signal);
  if ("unreachable" in made)
    throw new EnvironmentError(made.unreachable, { next: "Try again when the package index answers." });
  if ("failed" in made) return notRun(`What the tests need can't be installed: ${made.failed}`);

  const server = await sandbox.database();
  const info = await sandbox.engine.docker.getImage(made.image).inspect();
  const workingFolder = info.Config.WorkingDir || "/";
  const [databaseUrl, volume] = await Promise.all([
    server.create("tests"),
    filledVolume(sandbox, "tests", filesOf(workspace), workRoomBytes),
  ]);
  await using declared = await volumesOfImage(sandbox, "tests", made.image);
  const container = await startContainer(sandbox, "tests", {
    image: made.image,
    entrypoint: ["sh", "/assay/work/.assay/run.sh"],
    command: [],
    environment: {
      ...environmentOf(
        { contract: options.contract, credentials: options.credentials, dataset: undefined },
        databaseUrl,
      ),
      ASSAY_SECONDS: String(sandbox.limits.testSeconds),
      ASSAY_SOURCES: ["/assay/work", ...(workingFolder === "/" ? [] : [workingFolder]), ...packagesOf(workspace)].join(
        ",",
      ),
    },
    network: sandbox.network,
    memoryBytes: sandbox.limits.memoryBytes,
    cpus: sandbox.limits.cpus,
    pids: sandbox.limits.pids,
    tmpBytes: sandbox.limits.tmpBytes,
    writableRoot: true,
    volumes: { [volume]: "/assay", ...declared.places },
    workingFolder: "/assay/work",
  });
  await using disk = watchDisk(sandbox.engine.docker, container, sandbox.limits.diskBytes);
  const exitCode = await waitFor(container, sandbox.limits.testSeconds + 90);
  if (disk.over !== undefined) return notRun(`They were stopped, because what they started ${disk.over}.`);
  return {
    command: options.command,
    durationMs: performance.now() - started,
    exitCode,
    timedOut: exitCode === 124 || exitCode === 137,
    ...parseResults(await fileFrom(container, "/assay/work/.assay-results.jsonl")),
    coverage: coverageOf(
      await fileFrom(container, "/assay/work/.assay-coverage.json"),
      workspace,
      modules,
      workingFolder,
    ),
    output: (await readLogs(container))
      .slice(-200)
      .map(({ text }) => text)
      .join("\n"),
  };
}

function nothing(command: string, durationMs: number): TestReport {
  const counts = { passed: 0, failed: 0, errors: 0, skipped: 0, cases: [] };
  return { command, durationMs, exitCode: -1, timedOut: false, ...counts, coverage: undefined, output: "" };
}

/** The repository, and beside it what runs and records its tests. */
async function* filesOf(workspace: Workspace): AsyncGenerator<VolumeFile> {
  for (const { path } of workspace.files) {
    yield { path: `work/${path}`, content: await readFile(join(workspace.root, path)) };
  }
  for (const name of ["run.sh", "assay_results.py"]) {
    yield { path: `work/.assay/${name}`, content: await readFile(new URL(name, import.meta.url)) };
  }
}

/** Top-level packages of the repository: they may be installed in the image and imported from there. */
function packagesOf(workspace: Workspace): readonly string[] {
  const names = workspace.files.flatMap(({ path }) => /^(?:src\/)?([A-Za-z_]\w*)\/__init__\.py$/.exec(path)?.[1] ?? []);
  return [...new Set(names)].filter((name) => !/^(tests?|migrations)$/.test(name));
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
