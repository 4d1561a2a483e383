import { startContainer } from "../container/start-container.ts";
import { onEngine } from "../engine-trouble.ts";
import type Docker from "dockerode";
import type { Sandbox } from "../open-sandbox.ts";

/** A volume in memory, with a size: a plain one is a folder on this machine's disk, without. */
export interface BoundedVolume {
  readonly name: string;
  /** Keeps what is in it alive while no other container has it; its mount point is `/volume`. */
  readonly keeper: Docker.Container;
}

/** Makes a volume of the run that holds at most `bytes`, empty. */
export async function boundedVolume(sandbox: Sandbox, part: string, bytes: number): Promise<BoundedVolume> {
  const name = sandbox.name(part);
  const options = `size=${bytes},nr_inodes=${64 + Math.ceil(bytes / 1024)},mode=1777`;
  await onEngine(`make the volume ${part}`, () =>
    sandbox.engine.docker.createVolume({
      Name: name,
      Labels: { ...sandbox.labels },
      DriverOpts: { type: "tmpfs", device: "tmpfs", o: options },
    }),
  );
  const { container: database } = await sandbox.database();
  const keeper = await startContainer(sandbox, `${part}-keeper`, {
    image: sandbox.images.gateway,
    command: ["sleep", "infinity"],
    network: { of: database },
    user: "0",
    memoryBytes: 16 * 1024 * 1024,
    pids: 8,
    volumes: { [name]: "/volume" },
  });
  return { name, keeper };
}

/** Room in each volume that an image declares. */
const declaredBytes = 256 * 1024 * 1024;

/** Bounded volumes of one container, as name to mount point. Disposing removes them; the container has to be gone. */
export interface BoundedVolumes extends AsyncDisposable {
  readonly places: Readonly<Record<string, string>>;
}

/**
 * A bounded volume for each one that the image declares: without one, the engine would make a folder on this machine's disk for it.
 * What the image has at that place is in it, as in any new volume.
 */
export async function volumesOfImage(sandbox: Sandbox, part: string, image: string): Promise<BoundedVolumes> {
  const { docker } = sandbox.engine;
  const { Config } = await onEngine("inspect the image", () => docker.getImage(image).inspect());
  const wanted = Object.keys(Config.Volumes ?? {}).filter((place) => place !== "/tmp");
  const made = await Promise.all(
    wanted.map(async (place, index) => ({
      place,
      volume: await boundedVolume(sandbox, `${part}-volume-${index + 1}`, declaredBytes),
    })),
  );
  return {
    places: Object.fromEntries(made.map(({ place, volume: { name } }) => [name, place])),
    async [Symbol.asyncDispose]() {
      for (const { volume } of made) {
        await volume.keeper.remove({ force: true }).catch(() => undefined);
        const gone = docker.getVolume(volume.name).remove({ force: true });
        await gone.catch(() => undefined);
      }
    },
  };
}
