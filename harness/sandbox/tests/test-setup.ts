import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type Docker from "dockerode";
import type { RuntimeContract } from "../../brief/types.ts";
import type { Module } from "../../submission/facts/types.ts";
import type { Workspace } from "../../submission/types.ts";
import { EnvironmentError } from "../../types/errors.ts";
import { type ContainerSpec, startContainer } from "../container/start-container.ts";
import { type DiskWatch, watchDisk } from "../container/watch-disk.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { volumesOfImage } from "../service/bounded-volume.ts";
import { filledVolume, type VolumeFile } from "../service/filled-volume.ts";
import { environmentOf } from "../service/environment.ts";
import { testImage } from "./test-image.ts";

export interface TestOptions {
  readonly image: string;
  readonly workspace: Workspace;
  readonly contract: RuntimeContract;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly signal: AbortSignal;
}

/** Where the candidate's tests run: an image with pytest in it. */
export interface TestSetup {
  readonly image: string;
  readonly workspace: Workspace;
  readonly modules: readonly Module[];
  /** The image's own; the service may be imported from there. */
  readonly workingFolder: string;
  /**
   * Starts a container: the repository in a volume of its own, a database, no other network, the limits of the run. Disposing removes
   * it.
   */
  start(
    part: string,
    files: readonly VolumeFile[],
    options: {
      readonly entrypoint: readonly string[];
      readonly databaseUrl: string;
    } & Pick<ContainerSpec, "environment">,
  ): Promise<StartedTests>;
}

interface StartedTests extends AsyncDisposable {
  readonly container: Docker.Container;
  readonly disk: DiskWatch;
}

/** What tests may write beside the repository's own files. */
const workRoomBytes = 256 * 1024 * 1024;

/** Gives the set-up, or why there are no tests to run. Throws EnvironmentError where it is nobody's fault but ours. */
export async function prepareTests(
  sandbox: Sandbox,
  options: TestOptions,
): Promise<TestSetup | { readonly notRun: string }> {
  const { workspace, contract, credentials } = options;
  const { modules } = await workspace.facts();
  if (!modules.some(({ role }) => role === "test")) return { notRun: "There are no tests in the repository." };
  const made = await testImage(sandbox, options.image, workspace, options.signal);
  if ("unreachable" in made)
    throw new EnvironmentError(made.unreachable, { next: "Try again when the package index answers." });
  if ("failed" in made) return { notRun: `What the tests need can't be installed: ${made.failed}` };
  const info = await sandbox.engine.docker.getImage(made.image).inspect();
  return {
    image: made.image,
    workspace,
    modules,
    workingFolder: info.Config.WorkingDir || "/",
    async start(part, files, { entrypoint, databaseUrl, environment }) {
      const volume = await filledVolume(sandbox, part, filesOf(workspace, files), workRoomBytes);
      const declared = await volumesOfImage(sandbox, part, made.image);
      const container = await startContainer(sandbox, part, {
        image: made.image,
        entrypoint,
        command: [],
        environment: {
          ...environmentOf({ contract, credentials, dataset: undefined }, databaseUrl),
          ...environment,
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
      const disk = watchDisk(sandbox.engine.docker, container, sandbox.limits.diskBytes);
      return {
        container,
        disk,
        async [Symbol.asyncDispose]() {
          await disk[Symbol.asyncDispose]();
          await container.remove({ force: true, v: true }).catch(() => undefined);
          await declared[Symbol.asyncDispose]();
        },
      };
    },
  };
}

/** A file of ours that lies beside the repository in the container. */
export async function ownFile(name: string): Promise<VolumeFile> {
  return { path: `work/.assay/${name}`, content: await readFile(new URL(name, import.meta.url)) };
}

async function* filesOf(workspace: Workspace, own: readonly VolumeFile[]): AsyncGenerator<VolumeFile> {
  for (const { path } of workspace.files) {
    yield { path: `work/${path}`, content: await readFile(join(workspace.root, path)) };
  }
  yield* own;
}
