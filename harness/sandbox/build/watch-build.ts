import { setTimeout as sleep } from "node:timers/promises";
import { sizeRwOf } from "../container/watch-disk.ts";
import type { Sandbox } from "../open-sandbox.ts";
import type { BuildNetwork } from "./build-network.ts";

/** Processes of one instruction that are too many: a parallel compiler has dozens. */
const mostProcesses = 1_000;
const pauseMs = 500;

/**
 * Watches what a build writes and starts until `stop` fires: the containers of its instructions (they are those on its network) and the
 * layers made so far. Calls `onOver` once, with the limit that was passed: the classic builder has no limit for either.
 */
export async function watchBuild(
  sandbox: Sandbox,
  network: Pick<BuildNetwork, "name" | "proxyId">,
  watched: { readonly lastImage: () => string | undefined; readonly stop: AbortSignal },
  onOver: (limit: string) => void,
): Promise<void> {
  const { docker } = sandbox.engine;
  const { imageBytes } = sandbox.limits;
  const filters = JSON.stringify({ network: [network.name] });
  while (!watched.stop.aborted) {
    await sleep(pauseMs, undefined, { signal: watched.stop }).catch(() => undefined);
    const running = await docker.listContainers({ filters, size: true }).catch(() => []);
    const ours = running.filter(({ Id }) => Id !== network.proxyId);
    const layers = await sizeOf(sandbox, watched.lastImage());
    const written = ours.reduce((sum, container) => sum + sizeRwOf(container), 0);
    if (watched.stop.aborted) return;
    if (layers + written > imageBytes) return onOver(`${Math.round(imageBytes / 1_000_000)} MB on the disk`);
    for (const { Id } of ours) {
      if ((await processesIn(sandbox, Id)) > mostProcesses) return onOver(`${mostProcesses} processes`);
    }
  }
}

async function sizeOf({ engine }: Sandbox, image: string | undefined): Promise<number> {
  if (image === undefined) return 0;
  return await engine.docker
    .getImage(image)
    .inspect()
    .then(
      ({ Size }) => Size,
      () => 0,
    );
}

async function processesIn({ engine }: Sandbox, id: string): Promise<number> {
  return await engine.docker
    .getContainer(id)
    .stats({ stream: false, "one-shot": true })
    .then(
      ({ pids_stats: pids }) => pids?.current ?? 0,
      () => 0,
    );
}
