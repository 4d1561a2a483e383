import type Docker from "dockerode";
import type { Engine } from "../engine/connect.ts";

/** Containers that stay on few cores until this is disposed of. */
export interface HeldToCores extends AsyncDisposable {
  /** As the engine numbers them: "1", "2-3"; undefined where they run wherever there is room. */
  readonly cores: string | undefined;
}

/**
 * Holds containers of at most `cpus` cores each to the same last ones of the engine's, so that what asks them has the others. In
 * `npm run bench:latency`'s terms: repeated ratios of two equal apps lie half as far apart. Where the engine has no more cores than
 * that, or does not let them be chosen, they run wherever there is room; never throws.
 */
export async function holdToCores(
  { docker }: Engine,
  containers: readonly Docker.Container[],
  cpus: number,
): Promise<HeldToCores> {
  const wherever = { cores: undefined, [Symbol.asyncDispose]: async () => undefined };
  try {
    const { NCPU: all } = await docker.info();
    const few = Math.ceil(cpus);
    if (few >= all) return wherever;
    const cores = range(all - few, all - 1);
    const hold = async (to: string) =>
      void (await Promise.all(containers.map((container) => container.update({ CpusetCpus: to }))));
    await hold(cores);
    return {
      cores,
      [Symbol.asyncDispose]: () => hold(range(0, all - 1)).catch(() => undefined),
    };
  } catch {
    return wherever;
  }
}

function range(first: number, last: number): string {
  return first === last ? String(first) : `${first}-${last}`;
}
