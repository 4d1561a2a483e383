import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type Docker from "dockerode";
import type { Workspace } from "../../submission/types.ts";
import { type ContainerSpec, limitsOf, startContainer } from "../container/start-container.ts";
import { type DiskWatch, watchDisk } from "../container/watch-disk.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { volumesOfImage } from "../service/bounded-volume.ts";
import { environmentOf } from "../service/environment.ts";
import { filledVolume, type VolumeFile } from "../service/filled-volume.ts";
import type { Subject } from "../subject.ts";

/**
 * Starts a container: the repository in a volume of its own at `/assay/work`, a database, no other network, the limits of the run.
 * Disposing removes it.
 */
export type StartContainer = (
  part: string,
  files: readonly VolumeFile[],
  options: {
    readonly entrypoint: readonly string[];
    readonly databaseUrl: string;
  } & Pick<ContainerSpec, "environment">,
) => Promise<RepositoryContainer>;

interface RepositoryContainer extends AsyncDisposable {
  readonly container: Docker.Container;
  readonly disk: DiskWatch;
}

/** What may be written beside the repository's own files. */
const workRoomBytes = 256 * 1024 * 1024;

/** Containers of an image in which the repository lies. */
export function repositoryContainers(sandbox: Sandbox, subject: Subject): StartContainer {
  const { image, workspace, contract, credentials } = subject;
  const { limits } = sandbox;
  return async (part, files, { entrypoint, databaseUrl, environment }) => {
    const volume = await filledVolume(sandbox, part, filesOf(workspace, files), workRoomBytes);
    const declared = await volumesOfImage(sandbox, part, image);
    const container = await startContainer(sandbox, part, {
      image,
      entrypoint,
      command: [],
      environment: { ...environmentOf({ contract, credentials, dataset: undefined }, databaseUrl), ...environment },
      network: sandbox.network,
      ...limitsOf(sandbox),
      canWait: true,
      writableRoot: true,
      volumes: { [volume]: "/assay", ...declared.places },
      workingFolder: "/assay/work",
    });
    const disk = watchDisk(sandbox.engine.docker, container, limits.diskBytes);
    return {
      container,
      disk,
      async [Symbol.asyncDispose]() {
        await disk[Symbol.asyncDispose]();
        await container.remove({ force: true, v: true }).catch(() => undefined);
        await declared[Symbol.asyncDispose]();
      },
    };
  };
}

/** A script of the repository's can be executed: whether it may be is a matter of how it was handed in. */
async function* filesOf(workspace: Workspace, own: readonly VolumeFile[]): AsyncGenerator<VolumeFile> {
  for (const { path } of workspace.files) {
    const content = await readFile(join(workspace.root, path));
    yield { path: `work/${path}`, content, executable: content.subarray(0, 2).toString("latin1") === "#!" };
  }
  yield* own;
}
