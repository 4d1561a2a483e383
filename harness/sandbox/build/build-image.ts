import type { Workspace } from "../../submission/types.ts";
import type { BuildReport } from "../../types/runtime.ts";
import { imageTagsOf } from "../leftovers/remove-run.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { buildContext } from "./build-context.ts";
import { ensureBaseImages } from "./base-images.ts";
import { classicDockerfile } from "./classic-dockerfile.ts";
import { chooseDockerfile } from "./choose-dockerfile.ts";
import { runBuild } from "./run-build.ts";

export interface BuildResult {
  readonly report: BuildReport;
  /** Reference of the image, undefined where the build failed. */
  readonly image: string | undefined;
  /** Set when this machine stood in the way (a base image or the package index out of reach): nobody's failure. */
  readonly inconclusive?: string;
}

export interface BuildOptions {
  readonly signal: AbortSignal;
  readonly onOutput?: (line: string) => void;
}

/** VOLUME instructions of an image; each one gets a bounded volume. */
const mostVolumes = 8;

/**
 * Builds a submission's image with the engine's classic builder, which honours memory limits and an isolated network. The package index and Debian's mirror are all that the build can reach.
 */
export async function buildImage(sandbox: Sandbox, workspace: Workspace, options: BuildOptions): Promise<BuildResult> {
  const started = performance.now();
  const dockerfile = await chooseDockerfile(workspace);
  const classic = classicDockerfile(dockerfile.text);
  if ("refused" in classic) {
    const place = dockerfile.own ? { place: { path: dockerfile.path, line: classic.line } } : {};
    return { report: { ...notBuilt(classic.refused, started), ...place }, image: undefined };
  }
  if ("cannot" in classic) {
    const reason = `assay's builder can't do line ${classic.line} of the Dockerfile: ${classic.cannot.slice(0, 200)}`;
    return { report: notBuilt(reason, started), image: undefined, inconclusive: reason };
  }
  const bases = await ensureBaseImages(sandbox, classic.text);
  if ("missing" in bases) {
    const reason = `The base image ${bases.missing.slice(0, 200)} can't be had on this machine (${bases.why}), so nothing could be built.`;
    return { report: notBuilt(reason, started), image: undefined, inconclusive: reason };
  }
  const [image] = imageTagsOf(sandbox.runId);
  const { lines, modes } = classic;
  const context = () => buildContext(workspace, { path: dockerfile.path, text: bases.dockerfile }, modes);
  const result = await runBuild(sandbox, { image, context, dockerfile, lines, ...options });
  if ("unreachable" in result) {
    return { report: notBuilt(result.unreachable, started), image: undefined, inconclusive: result.unreachable };
  }
  if ("failure" in result) {
    return { report: { built: false, durationMs: performance.now() - started, ...result.failure }, image: undefined };
  }
  const info = await sandbox.engine.docker.getImage(image).inspect();
  if (info.Size > sandbox.limits.imageBytes) {
    const reason = `the image is ${megabytes(info.Size)} MB; the limit is ${megabytes(sandbox.limits.imageBytes)} MB`;
    return { report: notBuilt(reason, started), image: undefined };
  }
  const volumes = Object.keys(info.Config.Volumes ?? {}).length;
  if (volumes > mostVolumes) {
    const reason = `the image declares ${volumes} volumes; the limit is ${mostVolumes}`;
    return { report: notBuilt(reason, started), image: undefined };
  }
  return {
    image,
    report: {
      built: true,
      durationMs: performance.now() - started,
      imageBytes: info.Size,
      user: info.Config.User ?? "",
      cached: result.cached,
      notices: [...dockerfile.notices, ...bases.notices],
      ownDockerfile: dockerfile.own,
    },
  };
}

function notBuilt(reason: string, started: number): BuildReport {
  return { built: false, reason, output: "", durationMs: performance.now() - started };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
