import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import tar from "tar-stream";
import type { Workspace } from "../../submission/types.ts";
import { dockerignore, stepsForPatterns } from "../../submission/dockerfile/dockerignore.ts";
import type { ClassicDockerfile } from "./classic-dockerfile.ts";

/**
 * The build context as a tar stream: the workspace without what .dockerignore names, with the Dockerfile as it will be built.
 * Times and owners are fixed, so that the same files give the same layers.
 */
export function buildContext(
  workspace: Workspace,
  dockerfile: { readonly path: string; readonly text: string },
  modes: ClassicDockerfile["modes"] = [],
): Readable {
  const pack = tar.pack();
  // A source is a path, a folder or a pattern, just like a line of .dockerignore.
  const steps = stepsForPatterns();
  const chosen = modes.slice(0, mostModes).map(({ source, mode }) => ({ covers: sourceCovers(source, steps), mode }));
  const fill = async (): Promise<void> => {
    const ignores = dockerignore((await workspace.read(".dockerignore")) ?? "");
    for (const { path } of workspace.files) {
      if (path === dockerfile.path || ignores(path)) continue;
      const file = join(workspace.root, path);
      const { size, mode } = await stat(file);
      const asked = chosen.find(({ covers }) => covers(path))?.mode;
      const entry = pack.entry({ name: path, size, mode: asked ?? ((mode & 0o111) === 0 ? 0o644 : 0o755), mtime });
      await pipeline(createReadStream(file), entry);
    }
    pack.entry({ name: dockerfile.path, mode: 0o644, mtime }, dockerfile.text);
    pack.finalize();
  };
  fill().catch((error: Error) => pack.destroy(error));
  return Readable.from(pack);
}

/** Each is held against each file. */
const mostModes = 100;

function sourceCovers(source: string, steps: ReturnType<typeof stepsForPatterns>): (path: string) => boolean {
  const isAll = /^\.?\/*$/.test(source);
  const matches = dockerignore(source, steps);
  return (path) => isAll || matches(path);
}

const mtime = new Date("2020-01-01T00:00:00Z");
