import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import Docker from "dockerode";
import { engineCandidates } from "../../sandbox/engine/candidates.ts";
import { connectEngine } from "../../sandbox/engine/connect.ts";
import { howToStart } from "../../sandbox/engine/how-to-start.ts";
import { missingImages } from "../../sandbox/images/ensure.ts";
import { imageReferences } from "../../sandbox/images/inputs.ts";
import { messageOf } from "../../types/errors.ts";

/** What assay needs of a machine, as it was found. Looking changes nothing: no engine is started, no image built. */
export interface Machine {
  readonly nodeVersion: string;
  readonly engine:
    | { readonly answers: true; readonly description: string; readonly missingImages: readonly string[] }
    | { readonly answers: false; readonly tried: readonly string[]; readonly howToStart: string };
  /** Free where the engine keeps its images, else where assay lies; `path` says which. */
  readonly disk: { readonly path: string; readonly freeBytes: number };
}

/** Looks at this machine. */
export async function lookAtMachine(): Promise<Machine> {
  const { engine, folder } = await lookForEngine();
  const path = folder !== undefined && existsSync(folder) ? folder : process.cwd();
  const { bavail, bsize } = await statfs(path);
  return { nodeVersion: process.versions.node, engine, disk: { path, freeBytes: bavail * bsize } };
}

const answerWithinMs = 4_000;

async function lookForEngine(): Promise<{ readonly engine: Machine["engine"]; readonly folder?: string }> {
  const tried: string[] = [];
  for (const { address, options } of await engineCandidates()) {
    try {
      await new Docker({ ...options, timeout: answerWithinMs }).ping();
    } catch (error) {
      tried.push(`${address}: ${messageOf(error)}`);
      continue;
    }
    // One answers, so that nothing is started here.
    const found = await connectEngine({ install: false, say: () => undefined });
    const missing = await missingImages(found, await imageReferences());
    const { DockerRootDir: folder } = await found.docker.info();
    return { engine: { answers: true, description: found.description, missingImages: missing }, folder };
  }
  return { engine: { answers: false, tried, howToStart: howToStart() } };
}
