import { connectEngine } from "../../harness/sandbox/engine/connect.ts";

/** A submission that builds in a second and then sleeps: its run waits for it. */
export const sleeper = {
  Dockerfile: 'FROM python:3.13-slim\nCMD ["sleep", "600"]\n',
  "app.py": "print('nothing here')\n",
};

/** Containers, networks and volumes that the runs of a process have on the engine. */
export async function thingsOf(pid: number | undefined): Promise<readonly string[]> {
  const { docker } = await connectEngine({ install: false, say: () => undefined });
  const filters = JSON.stringify({ label: [`assay.pid=${pid}`] });
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
