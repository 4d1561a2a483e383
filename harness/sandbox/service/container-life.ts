import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import type { AppProcess, Runtime, StopReport } from "../../types/runtime.ts";
import { onEngine } from "../engine-trouble.ts";

/** What runs inside a container, as the engine's `ps` sees it; users as numbers. */
export async function processesOf(container: Docker.Container): Promise<readonly AppProcess[]> {
  const top = await onEngine("list processes", () => container.top({ ps_args: "-eo pid,uid,args" }));
  return (top.Processes as readonly (readonly string[])[]).map(([pid = "", user = "", ...command]) => ({
    pid: Number(pid),
    user,
    command: command.join(" "),
  }));
}

/** Memory of the container's processes in bytes. What the kernel keeps of files goes away by itself when others need the room. */
export async function memoryOf(container: Docker.Container): Promise<number> {
  const { memory_stats } = await onEngine("measure memory", () => container.stats({ stream: false, "one-shot": true }));
  // By the version of the kernel's control groups: two, or one.
  const files = memory_stats.stats.inactive_file ?? memory_stats.stats.total_inactive_file ?? 0;
  return memory_stats.usage - files;
}

/** SIGTERM (or the image's own stop signal), then SIGKILL after the grace time. */
export async function stopContainer(
  container: Docker.Container,
  options: Parameters<Runtime["stop"]>[0],
): Promise<StopReport> {
  const started = performance.now();
  const stopping = onEngine("stop the app", () => container.stop({ t: options.graceSeconds })).catch(
    (error: unknown) => {
      // 304: it has ended by itself already.
      if (!(error instanceof Error && /304|not running/.test(error.message))) throw error;
    },
  );
  if (options.whileStopping !== undefined) {
    // The request to stop has to reach the engine before the signal is out.
    await sleep(50);
    await options.whileStopping();
  }
  await stopping;
  const durationMs = performance.now() - started;
  const { State } = await onEngine("inspect the app", () => container.inspect());
  const killed = State.ExitCode === 137 && durationMs >= options.graceSeconds * 1000;
  return { exitCode: State.ExitCode, killed, durationMs };
}
