import * as fs from "node:fs";
import git from "isomorphic-git";

/** A kept repository that is read without the git binary: no hook, no filter and no configured command can act. */
export interface Repository {
  readonly gitFolder: string;
  /** Packs are read once. */
  readonly cache: object;
}

/** What every call of isomorphic-git gets. */
export function access(repository: Repository): { fs: typeof fs; gitdir: string; cache: object } {
  return { fs, gitdir: repository.gitFolder, cache: repository.cache };
}

/** Commit id of a branch, a tag or HEAD; undefined where there is none (a repository without commits). */
export async function commitOf(repository: Repository, ref: string | undefined): Promise<string | undefined> {
  for (const name of ref === undefined ? ["HEAD"] : [ref, `refs/heads/${ref}`, `refs/tags/${ref}`]) {
    const id = await git.resolveRef({ ...access(repository), ref: name }).catch(() => undefined);
    if (id === undefined) continue;
    // Follows an annotated tag to its commit.
    const read = await git.readCommit({ ...access(repository), oid: id }).catch(() => undefined);
    if (read !== undefined) return read.oid;
  }
  return undefined;
}
