import type Docker from "dockerode";
import { limitsOf, startContainer } from "../container/start-container.ts";
import { watchDisk } from "../container/watch-disk.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { volumesOfImage } from "./bounded-volume.ts";

/** What one container of a submission's app is made with. */
export interface AppSpec {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Name by which the gateway reaches it. */
  readonly alias: string;
  /** The volume with the data set, where there is one. */
  readonly dataset: string | undefined;
  readonly writableRoot: boolean;
  /** Steps back where others want the processors, too. */
  readonly canWait?: boolean;
  /** Waited for when it is made, before it starts. */
  readonly beforeStart?: () => Promise<void>;
}

/** A container of the app. Disposing removes it with its volumes. */
export interface LaunchedApp extends AsyncDisposable {
  readonly container: Docker.Container;
  /** Why it was stopped for what it wrote to the disk, in words that follow "it"; undefined where it was not. */
  readonly over: string | undefined;
}

/** Starts a container of the app under the limits of the run; `part` is its name within the run. */
export async function launchApp(sandbox: Sandbox, part: string, spec: AppSpec): Promise<LaunchedApp> {
  const { limits } = sandbox;
  const declared = await volumesOfImage(sandbox, part, spec.image);
  const container = await startContainer(sandbox, part, {
    image: spec.image,
    environment: spec.environment,
    network: sandbox.network,
    alias: spec.alias,
    ...limitsOf(sandbox),
    writableRoot: spec.writableRoot,
    canWait: spec.canWait === true,
    beforeStart: async () => await spec.beforeStart?.(),
    volumes: { ...declared.places, ...(spec.dataset === undefined ? {} : { [spec.dataset]: "/assay:ro" }) },
  });
  const disk = spec.writableRoot ? watchDisk(sandbox.engine.docker, container, limits.diskBytes) : undefined;
  return {
    container,
    get over() {
      return disk?.over;
    },
    async [Symbol.asyncDispose]() {
      await disk?.[Symbol.asyncDispose]();
      await container.remove({ force: true, v: true }).catch(() => undefined);
      await declared[Symbol.asyncDispose]();
    },
  };
}
