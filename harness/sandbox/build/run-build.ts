import type { Readable } from "node:stream";
import { EnvironmentError, Interrupted, messageOf } from "../../types/errors.ts";
import type { BuildReport } from "../../types/runtime.ts";
import { followEvents } from "../engine/follow-events.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { buildFromCache } from "./build-from-cache.ts";
import { type BuildNetwork, openBuildNetwork } from "./build-network.ts";
import type { ChosenDockerfile } from "./choose-dockerfile.ts";
import { forgetLayers } from "./forget-layers.ts";
import { buildOutput } from "./build-output.ts";
import { watchBuild } from "./watch-build.ts";

export interface BuildRun {
  readonly image: string;
  /** Sent to the engine each time that it is asked to build. */
  readonly context: () => Readable;
  readonly dockerfile: ChosenDockerfile;
  /** Line of the candidate's Dockerfile that each step comes from, from 1. */
  readonly lines: readonly number[];
  readonly signal: AbortSignal;
  readonly onOutput?: (line: string) => void;
}

type Failure = Omit<Extract<BuildReport, { built: false }>, "built" | "durationMs">;

export type BuildRunResult =
  | { readonly cached: boolean }
  | { readonly failure: Failure }
  /** This machine, or what it has to reach, stood in the way. */
  | { readonly unreachable: string };

/** Runs one build to its end, one of its limits, or the interrupt; on a network of its own where the engine's cache is not enough. */
export async function runBuild(sandbox: Sandbox, run: BuildRun): Promise<BuildRunResult> {
  if (await buildFromCache(sandbox, run)) return { cached: true };
  await using network = await openBuildNetwork(sandbox);
  return await runOn(network, sandbox, run);
}

async function runOn(network: BuildNetwork, sandbox: Sandbox, run: BuildRun): Promise<BuildRunResult> {
  const { limits } = sandbox;
  const begun = new Date();
  const timeLimit = AbortSignal.timeout(limits.buildSeconds * 1000);
  const over = new AbortController();
  const ended = new AbortController();
  const output = buildOutput(run.onOutput);
  const watching = watchBuild(
    sandbox,
    network,
    { lastImage: () => output.images().at(-1), stop: ended.signal },
    (limit) => over.abort(limit),
  );
  try {
    // Cancelling the request stops the container of the running instruction.
    const abortSignal = AbortSignal.any([timeLimit, over.signal, run.signal]);
    const stream = await sandbox.engine.docker.buildImage(run.context(), {
      t: run.image,
      dockerfile: run.dockerfile.path,
      buildargs: { ...network.buildArguments },
      rm: true,
      forcerm: true,
      abortSignal,
      networkmode: network.name,
      memory: limits.buildMemoryBytes,
      memswap: limits.buildMemoryBytes,
      // Whoever serves, measures or is graded beside a build goes first; the default is 1024.
      cpushares: 256,
    });
    await followEvents(stream, (event) => {
      output.add(event);
      if (!output.isTooMuch()) return;
      over.abort("32 MB of output");
      abortSignal.throwIfAborted();
    });
  } catch (error) {
    if (run.signal.aborted) throw new Interrupted("Interrupted.", { cause: error });
    if (timeLimit.aborted) return { failure: overLimit(`${limits.buildSeconds} s`, run, output) };
    if (over.signal.aborted) {
      await forgetLayers(sandbox.engine, output.images(), begun);
      return { failure: overLimit(String(over.signal.reason), run, output) };
    }
    const said = output.error() ?? messageOf(error);
    if (output.error() === undefined && !isBuildError(error)) {
      throw new EnvironmentError(`The container engine could not build: ${messageOf(error)}`, {
        next: "assay doctor shows the state of the engine.",
        cause: error,
      });
    }
    return explained(said, run, output, limits.buildMemoryBytes);
  } finally {
    ended.abort();
    await watching;
  }
  const said = output.error();
  return said === undefined ? { cached: output.cached() } : explained(said, run, output, limits.buildMemoryBytes);
}

/** 4xx: the engine says that the Dockerfile itself can't be used. */
function isBuildError(error: unknown): boolean {
  return (
    error instanceof Error && "statusCode" in error && Number(error.statusCode) >= 400 && Number(error.statusCode) < 500
  );
}

type Output = ReturnType<typeof buildOutput>;

function overLimit(limit: string, run: BuildRun, output: Output): Failure {
  const step = output.step();
  const doing = step === undefined ? "" : ` while it ran: ${step.instruction}`;
  return {
    reason: `the build was stopped at its limit of ${limit}${doing}`,
    output: output.tail(),
    ...placeOf(run, step),
  };
}

/** Neither the index nor the mirror answered: the network's fault. A package that does not exist is another matter. */
const outOfReach =
  /Temporary failure in name resolution|Cannot connect to proxy|Network is unreachable|Connection timed out|Read timed out|50[234] (Bad Gateway|Service|Gateway)|Unable to connect|TLS handshake|CERTIFICATE_VERIFY_FAILED/i;

/** What a tool or the engine says where the disk below has no room left. */
const diskIsFull = /No space left on device|Disk quota exceeded|ENOSPC/i;

function explained(said: string, run: BuildRun, output: Output, memoryBytes: number): BuildRunResult {
  const step = output.step();
  const decisive = output.decisiveLine();
  if (outOfReach.test(output.tail()) && !/No matching distribution found/.test(output.tail().replace(outOfReach, ""))) {
    return { unreachable: `The build could not reach the package index or the Debian mirror: ${decisive ?? said}` };
  }
  // A build that writes too much by itself is stopped at its limit before that; where it is not, the doubt is the candidate's.
  if (diskIsFull.test(`${said}\n${output.tail()}`)) {
    return { unreachable: `The build found no room on a disk: ${decisive ?? said}` };
  }
  const where = step === undefined ? "" : `${step.instruction}: `;
  const killed = /non-zero code: 137$/.test(said)
    ? ` (killed: it used more memory than its limit of ${Math.round(memoryBytes / 1_000_000)} MB)`
    : "";
  return { failure: { reason: `${where}${decisive ?? said}${killed}`, output: output.tail(), ...placeOf(run, step) } };
}

/** The line of the Dockerfile that holds the n-th instruction. */
function placeOf(run: BuildRun, step: { readonly number: number } | undefined): Pick<Failure, "place"> {
  if (!run.dockerfile.own) return {};
  if (step === undefined) return { place: { path: run.dockerfile.path } };
  const line = run.lines[step.number - 1];
  return { place: { path: run.dockerfile.path, ...(line === undefined ? {} : { line }) } };
}
