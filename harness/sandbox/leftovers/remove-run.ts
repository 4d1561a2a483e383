import type { Engine } from "../engine/connect.ts";

/** Removes everything of a run: containers first, then what they used. What is already gone is no error. */
export async function removeRun(engine: Engine, runId: string): Promise<void> {
  const { docker } = engine;
  const filters = JSON.stringify({ label: [`assay.run=${runId}`] });
  const quietly = (action: Promise<unknown>): Promise<unknown> => action.catch(() => undefined);
  const containers = await docker.listContainers({ all: true, filters }).catch(() => []);
  await Promise.all(containers.map(({ Id }) => quietly(docker.getContainer(Id).remove({ force: true, v: true }))));
  const [networks, volumes] = await Promise.all([
    docker.listNetworks({ filters }).catch(() => []),
    docker.listVolumes({ filters }).catch(() => ({ Volumes: [] })),
  ]);
  await Promise.all([
    ...networks.map(({ Id }) => quietly(docker.getNetwork(Id).remove())),
    ...(volumes.Volumes ?? []).map(({ Name }) => quietly(docker.getVolume(Name).remove({ force: true }))),
    // The layers stay as the engine's build cache, so that the same submission builds in a second the next time.
    ...imageTagsOf(runId).map((tag) => quietly(docker.getImage(tag).remove({ noprune: true }))),
  ]);
}

/** The names that a run gives to the images it builds. They carry no label: that would make each build a new image. */
export function imageTagsOf(runId: string): readonly [submission: string, tests: string] {
  return [`assay-submission:${runId}`, `assay-submission-tests:${runId}`];
}
