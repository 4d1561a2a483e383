import { readFile } from "node:fs/promises";
import type { Module } from "../../submission/facts/types.ts";
import type { Workspace } from "../../submission/types.ts";
import { EnvironmentError } from "../../types/errors.ts";
import type { Sandbox } from "../open-sandbox.ts";
import type { VolumeFile } from "../service/filled-volume.ts";
import type { Subject } from "../subject.ts";
import { repositoryContainers, type StartContainer } from "./repository-containers.ts";
import { testImage } from "./test-image.ts";

interface TestOptions extends Subject {
  readonly signal: AbortSignal;
}

/** Where the candidate's tests run: an image with pytest in it. */
export interface TestSetup {
  readonly image: string;
  readonly workspace: Workspace;
  readonly modules: readonly Module[];
  /** The image's own; the service may be imported from there. */
  readonly workingFolder: string;
  readonly start: StartContainer;
}

/** Gives the set-up, or why there are no tests to run. Throws EnvironmentError where it is nobody's fault but ours. */
export async function prepareTests(
  sandbox: Sandbox,
  options: TestOptions,
): Promise<TestSetup | { readonly notRun: string }> {
  const { workspace, contract, credentials } = options;
  const { modules } = await workspace.facts();
  if (!modules.some(({ role }) => role === "test")) return { notRun: "There are no tests in the repository." };
  const made = await testImage(sandbox, options.image, workspace, options.signal);
  if ("unreachable" in made)
    throw new EnvironmentError(made.unreachable, { next: "Try again when the package index answers." });
  if ("failed" in made) return { notRun: `What the tests need can't be installed: ${made.failed}` };
  const info = await sandbox.engine.docker.getImage(made.image).inspect();
  return {
    image: made.image,
    workspace,
    modules,
    workingFolder: info.Config.WorkingDir || "/",
    start: repositoryContainers(sandbox, { image: made.image, workspace, contract, credentials }),
  };
}

/** A file of ours that lies beside the repository in the container. */
export async function ownFile(name: string): Promise<VolumeFile> {
  return { path: `work/.assay/${name}`, content: await readFile(new URL(name, import.meta.url)) };
}
