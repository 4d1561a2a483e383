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
  /** Commits of HEAD, newest first; empty where there is no repository. */
  history(): Promise<readonly Commit[]>;
}

export interface WorkspaceFile {
  readonly path: string;
  readonly bytes: number;
}

export interface Commit {
  readonly id: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Milliseconds since the epoch, and the author's offset in minutes. */
  readonly authoredAt: number;
  readonly offsetMinutes: number;
  readonly message: string;
  readonly files: readonly string[];
  readonly addedLines: number;
  readonly removedLines: number;
}
