import type { Engine } from "../engine/connect.ts";
import { onEngine } from "../engine-trouble.ts";
import { ownerMayLive } from "../labels.ts";
import { removeRun } from "./remove-run.ts";

/** Removes what runs left whose process was killed. Gives how many runs that were. */
export async function sweepLeftovers(engine: Engine): Promise<number> {
  const { docker } = engine;
  const filters = JSON.stringify({ label: ["assay.run"] });
  const labelled = await onEngine("list what earlier runs left", async () => {
    const [containers, networks, volumes] = await Promise.all([
      docker.listContainers({ all: true, filters }),
      docker.listNetworks({ filters }),
      docker.listVolumes({ filters }),
    ]);
    return [...containers, ...networks, ...(volumes.Volumes ?? [])].map(({ Labels }) => Labels ?? {});
  });
  const orphaned = new Set(
    labelled.filter((labels) => !ownerMayLive(labels)).map((labels) => labels["assay.run"] ?? ""),
  );
  await Promise.all([...orphaned].map((runId) => removeRun(engine, runId)));
  return orphaned.size;
}

/** Names of what a run still has on the engine; empty after a clean end. */
export async function leftoversOf(engine: Engine, runId: string): Promise<readonly string[]> {
  const { docker } = engine;
  const filters = JSON.stringify({ label: [`assay.run=${runId}`] });
  const [containers, networks, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  return [
    ...containers.flatMap(({ Names }) => Names),
    ...networks.map(({ Name }) => Name),
    ...(volumes.Volumes ?? []).map(({ Name }) => Name),
  ];
}
