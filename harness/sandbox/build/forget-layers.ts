import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "../engine/connect.ts";

/** The step that was cancelled may still finish its layer. */
const looks = 4;
const pauseMs = 500;

/**
 * Removes the layers that a build made before it was stopped for being too large: they are no cache worth their space. `images` are
 * what the build's output called its steps' results, and a command can print such a line, too: what has a name, or is older than the
 * build, stays.
 */
export async function forgetLayers(engine: Engine, images: readonly string[], since: Date): Promise<void> {
  const { docker } = engine;
  for (let look = 0; look < looks; look += 1) {
    await sleep(pauseMs);
    const all = await docker.listImages({ all: true }).catch(() => []);
    const made = new Set<string>();
    // Newest first is not promised: children are found by their parents, until there are no more.
    for (let before = -1; before !== made.size; ) {
      before = made.size;
      for (const { Id, ParentId, Created, RepoTags } of all) {
        const isOfBuild = made.has(ParentId) || images.some((id) => Id.startsWith(`sha256:${id}`));
        const isNameless = (RepoTags ?? []).every((tag) => tag === "<none>:<none>");
        if (isOfBuild && isNameless && Created * 1000 >= since.getTime() - 1000) made.add(Id);
      }
    }
    if (made.size === 0 && look > 0) return;
    for (const id of [...made].reverse()) {
      // Refused while a child of it is there; the next look takes it.
      await docker
        .getImage(id)
        .remove({ noprune: true })
        .catch(() => undefined);
    }
  }
}
