import { open } from "node:fs/promises";
import { join } from "node:path";
import { readFacts } from "./facts/read.ts";
import type { SourceFacts } from "./facts/types.ts";
import { isCommitted } from "./history/committed.ts";
import { readHistory } from "./history/read.ts";
import { remove } from "./intake/settle.ts";
import type { Commit, OwnedWorkspace, WorkspaceFile } from "./types.ts";

export interface WorkspaceParts {
  /** Everything that disposing removes. */
  readonly folder: string;
  readonly root: string;
  readonly name: string;
  readonly source: string;
  readonly commit: string | undefined;
  readonly files: readonly WorkspaceFile[];
  readonly notices: readonly string[];
  readonly gitFolder: string | undefined;
}

const defaultReadBytes = 1024 * 1024;

/** A workspace over a copy that intake has made. Facts and history are read when first asked for, once. */
export function openWorkspace(parts: WorkspaceParts): OwnedWorkspace {
  const { folder, gitFolder, ...described } = parts;
  const known = new Set(parts.files.map(({ path }) => path));
  let facts: Promise<SourceFacts> | undefined;
  let history: Promise<readonly Commit[]> | undefined;
  return {
    ...described,
    bytes: parts.files.reduce((total, { bytes }) => total + bytes, 0),
    // Only listed files: intake has made sure that these lie inside the copy.
    read: async (path, limitBytes = defaultReadBytes) =>
      known.has(path) ? readStart(join(parts.root, path), limitBytes) : undefined,
    facts() {
      facts ??= readFacts(this);
      return facts;
    },
    async history() {
      history ??= gitFolder === undefined ? Promise.resolve([]) : readHistory(gitFolder);
      return history;
    },
    isCommitted: async (path) => (gitFolder === undefined ? undefined : isCommitted(gitFolder, path)),
    [Symbol.asyncDispose]: () => remove(folder),
  };
}

async function readStart(path: string, limitBytes: number): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  const wanted = Buffer.alloc(Math.min(size, limitBytes));
  const { bytesRead } = await file.read(wanted, 0, wanted.length, 0);
  return new TextDecoder().decode(wanted.subarray(0, bytesRead));
}
