import type { SourceFacts } from "./facts/types.ts";

/** The clean, read-only copy of a submission that the harness works on. */
export interface Workspace {
  /** Absolute path of the copy. Nothing in it is a link that leads outside, a device, or setuid. */
  readonly root: string;
  readonly name: string;
  readonly source: string;
  readonly commit: string | undefined;
  /** Relative paths with `/`, sorted; `.git` left out. */
  readonly files: readonly WorkspaceFile[];
  readonly bytes: number;
  readonly notices: readonly string[];
  /** Reads a file of the workspace as UTF-8, at most `limitBytes` (default 1 MiB); undefined where there is none. */
  read(path: string, limitBytes?: number): Promise<string | undefined>;
  /** Facts about the Python source, read once. */
  facts(): Promise<SourceFacts>;
  /** Commits of HEAD, newest first, at most 500; empty where there is no repository. */
  history(): Promise<readonly Commit[]>;
  /** Whether HEAD has this file or folder; undefined where there is no commit. */
  isCommitted(path: string): Promise<boolean | undefined>;
}

/** A workspace and the right to remove it: disposing deletes the copy. */
export interface OwnedWorkspace extends Workspace, AsyncDisposable {}

export interface WorkspaceFile {
  readonly path: string;
  readonly bytes: number;
}

export interface Commit {
  readonly id: string;
  /** Ids of the commits it builds on. One that is not in the history means that older commits were left out (shallow clone). */
  readonly parents: readonly string[];
  readonly author: { readonly name: string; readonly email: string };
  /** Milliseconds since the epoch, and the author's offset from UTC in minutes (east is positive). */
  readonly authoredAt: number;
  readonly offsetMinutes: number;
  readonly message: string;
  /** Against the first parent; empty for a merge, whose changes were made in the commits that it joins. */
  readonly changes: readonly FileChange[];
  readonly addedLines: number;
  readonly removedLines: number;
}

/** Lines are compared as a bag: a line that only moved is neither added nor removed. Binary and very large files count 0. */
export interface FileChange {
  readonly path: string;
  readonly addedLines: number;
  readonly removedLines: number;
  /** Kinds of secrets in the lines that were added. */
  readonly addedSecrets: readonly string[];
}
