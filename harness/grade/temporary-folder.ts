import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { remove } from "../submission/intake/settle.ts";
import { ownerMayLive, ownerOfTag, ownerTag } from "../sandbox/labels.ts";
import { EnvironmentError, messageOf } from "../types/errors.ts";

/** A folder of this run alone, removed when disposed of; its name says whose it is. Throws EnvironmentError where none can be made. */
export async function temporaryFolder(runId: string): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), `assay-${runId}-${ownerTag()}-`)).catch((cause: unknown) => {
    throw new EnvironmentError(`No temporary folder can be made in ${tmpdir()}: ${messageOf(cause)}.`, {
      next: "Make room there, or name another folder in TMPDIR.",
      cause,
    });
  });
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Removes the folders of runs whose process was killed. */
export async function sweepTemporaryFolders(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const [, tag] = /^assay-\w+-(\d+-(?:\d+|unknown))-/.exec(name) ?? [];
    if (tag !== undefined && !ownerMayLive(ownerOfTag(tag))) {
      // Its copy of the submission is read-only, also for us. What belongs to another user stays, and is no trouble of this run.
      await remove(join(tmpdir(), name)).catch(() => undefined);
    }
  }
}
