import type { Readable } from "node:stream";
import { DockerfileParser } from "dockerfile-ast";
import { EnvironmentError, Interrupted, messageOf } from "../../types/errors.ts";
import type { BuildReport } from "../../types/runtime.ts";
import type { Sandbox } from "../open-sandbox.ts";
import type { BuildNetwork } from "./build-network.ts";
import type { ChosenDockerfile } from "./choose-dockerfile.ts";
import { buildOutput } from "./build-output.ts";

export interface BuildRun {
  readonly image: string;
  readonly context: Readable;
  readonly dockerfile: ChosenDockerfile;
  readonly network: BuildNetwork;
  readonly signal: AbortSignal;
  readonly onOutput?: (line: string) => void;
}

type Failure = Omit<Extract<BuildReport, { built: false }>, "built" | "durationMs">;

export type BuildRunResult =
  | { readonly builder: "classic" | "buildkit"; readonly cached: boolean }
  | { readonly failure: Failure }
  | { readonly unreachable: string };

/** What only BuildKit understands: mounts, here-documents, a named frontend, COPY --link or --chmod. */
const needsBuildKit =
  /^\s*(RUN\s+--(mount|network|security)|(COPY|ADD)\s+.*--(link|chmod|exclude)|#\s*syntax=)|^\s*(RUN|COPY)\s.*<<-?["']?\w+/im;

/** Runs one build to its end, its time limit, or the interrupt. */
export async function runBuild(sandbox: Sandbox, run: BuildRun): Promise<BuildRunResult> {
  const { limits } = sandbox;
  const builder = needsBuildKit.test(run.dockerfile.text) ? "buildkit" : "classic";
  const timeLimit = AbortSignal.timeout(limits.buildSeconds * 1000);
  const output = buildOutput(run.onOutput);
  try {
    const stream = await sandbox.engine.docker.buildImage(run.context, {
      t: run.image,
      dockerfile: run.dockerfile.path,
      buildargs: { ...run.network.buildArguments },
      rm: true,
      forcerm: true,
      // Cancelling the request stops the container of the running instruction.
      abortSignal: AbortSignal.any([timeLimit, run.signal]),
      ...(builder === "buildkit"
        ? { version: "2" }
        : {
            networkmode: run.network.name,
            memory: limits.buildMemoryBytes,
            memswap: limits.buildMemoryBytes,
          }),
    });
    await new Promise<void>((resolve, reject) =>
      sandbox.engine.docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve()), output.add),
    );
  } catch (error) {
    if (run.signal.aborted) throw new Interrupted("Interrupted.", { cause: error });
    if (timeLimit.aborted) return { failure: overTime(limits.buildSeconds, run, output) };
    const said = output.error() ?? messageOf(error);
    if (output.error() === undefined && !isBuildError(error)) {
      throw new EnvironmentError(`The container engine could not build: ${messageOf(error)}`, {
        next: "assay doctor shows the state of the engine.",
        cause: error,
      });
    }
    return explained(said, run, output);
  }
  const said = output.error();
  return said === undefined ? { builder, cached: output.cached() } : explained(said, run, output);
}

/** 4xx: the engine says that the Dockerfile itself can't be used. */
function isBuildError(error: unknown): boolean {
  return (
    error instanceof Error && "statusCode" in error && Number(error.statusCode) >= 400 && Number(error.statusCode) < 500
  );
}

type Output = ReturnType<typeof buildOutput>;

function overTime(seconds: number, run: BuildRun, output: Output): Failure {
  const step = output.step();
  const doing = step === undefined ? "" : ` while it ran: ${step.instruction}`;
  return {
    reason: `the build was stopped at its limit of ${seconds} s${doing}`,
    output: output.tail(),
    ...placeOf(run, step),
  };
}

/** Neither the index nor the mirror answered: the network's fault. A package that does not exist is another matter. */
const outOfReach =
  /Temporary failure in name resolution|Cannot connect to proxy|Network is unreachable|Connection timed out|Read timed out|50[234] (Bad Gateway|Service|Gateway)|Unable to connect|TLS handshake|CERTIFICATE_VERIFY_FAILED/i;

function explained(said: string, run: BuildRun, output: Output): BuildRunResult {
  const step = output.step();
  const decisive = output.decisiveLine();
  if (outOfReach.test(output.tail()) && !/No matching distribution found/.test(output.tail().replace(outOfReach, ""))) {
    return { unreachable: `The build could not reach the package index or the Debian mirror: ${decisive ?? said}` };
  }
  const where = step === undefined ? "" : `${step.instruction}: `;
  return { failure: { reason: `${where}${decisive ?? said}`, output: output.tail(), ...placeOf(run, step) } };
}

/** The line of the Dockerfile that holds the n-th instruction. */
function placeOf(run: BuildRun, step: { readonly number: number } | undefined): Pick<Failure, "place"> {
  if (!run.dockerfile.own) return {};
  if (step === undefined) return { place: { path: run.dockerfile.path } };
  const instruction = DockerfileParser.parse(run.dockerfile.text).getInstructions()[step.number - 1];
  const line = instruction?.getRange().start.line;
  return { place: { path: run.dockerfile.path, ...(line === undefined ? {} : { line: line + 1 }) } };
}
