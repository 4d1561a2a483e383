import Docker from "dockerode";
import { EnvironmentError, messageOf } from "../../types/errors.ts";
import { type Candidate, engineCandidates } from "./candidates.ts";
import { installEngine, startInstalledEngine } from "./install.ts";
import { howToStart } from "./how-to-start.ts";

/** A container engine that answers. */
export interface Engine {
  readonly docker: Docker;
  /** For people: "Docker 20.10.24 at unix:///var/run/docker.sock". */
  readonly description: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly cgroupVersion: "1" | "2";
  readonly rootless: boolean;
  /** Runs what holds a submission's code; undefined for the engine's own choice. */
  readonly containerRuntime?: string;
}

export interface ConnectOptions {
  /** False: nothing is installed on this machine. */
  readonly install: boolean;
  readonly say: (line: string) => void;
}

/**
 * The engine that answers, started or installed where assay may do so (Debian or Ubuntu, as root). Throws EnvironmentError with
 * the command for this platform.
 */
export async function connectEngine({ install, say }: ConnectOptions): Promise<Engine> {
  const tried: string[] = [];
  for (const candidate of await engineCandidates()) {
    const engine = await answers(candidate);
    if ("docker" in engine) return engine;
    tried.push(`${candidate.address}: ${engine.reason}`);
  }
  // Whoever names an engine wants that one.
  const isFree = (process.env.DOCKER_HOST ?? "") === "";
  const started = isFree && ((await startInstalledEngine(say)) || (install && (await installEngine(say))));
  if (started) {
    const engine = await answers({
      address: "unix:///var/run/docker.sock",
      options: { socketPath: "/var/run/docker.sock" },
    });
    if ("docker" in engine) return engine;
    tried.push(`after starting it: ${engine.reason}`);
  }
  throw new EnvironmentError(`No container engine answers.\n  ${tried.join("\n  ")}`, { next: howToStart() });
}

const answerWithinMs = 4_000;

async function answers(candidate: Candidate): Promise<Engine | { readonly reason: string }> {
  const docker = new Docker({ ...candidate.options, timeout: 0 });
  try {
    const deadline = AbortSignal.timeout(answerWithinMs);
    const [version, info] = await Promise.race([
      Promise.all([docker.version(), docker.info()]),
      new Promise<never>((_, reject) =>
        deadline.addEventListener("abort", () => reject(new Error(`no answer within ${answerWithinMs / 1000} s`))),
      ),
    ]);
    return {
      docker,
      description: `Docker ${version.Version} at ${candidate.address}`,
      version: version.Version,
      apiVersion: version.ApiVersion,
      cgroupVersion: info.CgroupVersion === "2" ? "2" : "1",
      rootless: (info.SecurityOptions ?? []).some((option: string) => option.includes("rootless")),
    };
  } catch (error) {
    return { reason: messageOf(error) };
  }
}
