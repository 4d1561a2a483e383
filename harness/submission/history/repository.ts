import git, { type PromiseFsClient } from "isomorphic-git";
import { confinedFiles } from "./confined-files.ts";

/**
 * A kept repository that is read without the git binary: no hook, no filter and no configured command can act. The members are
 * what every call of isomorphic-git gets.
 */
export interface Repository {
  readonly gitdir: string;
  /** Packs are read once. */
  readonly cache: object;
  readonly fs: PromiseFsClient;
}

export function openRepository(gitFolder: string): Repository {
  return { gitdir: gitFolder, cache: {}, fs: confinedFiles(gitFolder) };
}

/** Commit id of a branch, a tag or HEAD; undefined where there is none (a repository without commits). */
export async function commitOf(repository: Repository, ref: string | undefined): Promise<string | undefined> {
  for (const name of ref === undefined ? ["HEAD"] : [ref, `refs/heads/${ref}`, `refs/tags/${ref}`]) {
    const id = await git.resolveRef({ ...repository, ref: name }).catch(() => undefined);
    if (id === undefined) continue;
    // Follows an annotated tag to its commit.
    const read = await git.readCommit({ ...repository, oid: id }).catch(() => undefined);
    if (read !== undefined) return read.oid;
  }
  return undefined;
}
