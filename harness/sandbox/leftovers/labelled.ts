import type { Engine } from "../engine/connect.ts";

/** A container, network or volume. */
interface Labelled {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Everything on the engine that has this label, whether it runs or not: `assay.run`, or `assay.run=ID`. */
export async function labelled({ docker }: Pick<Engine, "docker">, label: string): Promise<readonly Labelled[]> {
  const filters = JSON.stringify({ label: [label] });
  const [containers, networks, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  return [
    ...containers.map(({ Names: [name = ""], Labels }) => ({ name, labels: Labels })),
    ...[...networks, ...(volumes.Volumes ?? [])].map(({ Name, Labels }) => ({ name: Name, labels: Labels ?? {} })),
  ];
}
