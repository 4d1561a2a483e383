import { EnvironmentError } from "../../types/errors.ts";
import type { Engine } from "./connect.ts";

/**
 * The engine with a stronger container runtime (gVisor's `runsc`, `kata-runtime`) for everything that holds a submission's code, and
 * for the reference app that its latency is compared with. Throws EnvironmentError where the engine has none of this name.
 */
export async function withContainerRuntime(engine: Engine, name: string): Promise<Engine> {
  const info: { readonly Runtimes?: Readonly<Record<string, unknown>> } = await engine.docker.info();
  const known = Object.keys(info.Runtimes ?? {});
  if (known.includes(name)) return { ...engine, containerRuntime: name };
  throw new EnvironmentError(
    `${engine.description} has no container runtime ${JSON.stringify(name)}. It has: ${known.join(", ")}.`,
    { next: "Install it and name it under runtimes in the engine's daemon.json, or grade without --runtime." },
  );
}
