import { Interrupted } from "../../types/errors.ts";
import { followEvents } from "../engine/follow-events.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { buildOutput } from "./build-output.ts";
import { viaProxy } from "./build-network.ts";
import type { BuildRun } from "./run-build.ts";

/**
 * Builds without running anything: true where the engine's cache has the result of every RUN. Most grades follow another one of the
 * same image, and so need neither a network nor a proxy, which cost as much as starting an app.
 */
export async function buildFromCache(sandbox: Sandbox, run: BuildRun): Promise<boolean> {
  const { buildSeconds, buildMemoryBytes } = sandbox.limits;
  // Of a container that there never is: what would run on its network can't be started.
  const nowhere = `container:${sandbox.name("nowhere")}`;
  const output = buildOutput();
  const abortSignal = AbortSignal.any([AbortSignal.timeout(buildSeconds * 1000), run.signal]);
  try {
    const stream = await sandbox.engine.docker.buildImage(run.context(), {
      t: run.image,
      dockerfile: run.dockerfile.path,
      buildargs: { ...viaProxy("") },
      rm: true,
      forcerm: true,
      abortSignal,
      networkmode: nowhere,
      memory: buildMemoryBytes,
      memswap: buildMemoryBytes,
    });
    await followEvents(stream, output.add);
  } catch (error) {
    if (run.signal.aborted) throw new Interrupted("Interrupted.", { cause: error });
    // Whatever it is, the build that may run something says it, too.
    return false;
  }
  return output.error() === undefined && output.cached();
}
