import git, { type TreeObject } from "isomorphic-git";
import { knownSecretsIn, looksLikeSecret } from "../secrets.ts";
import type { FileChange } from "../types.ts";
import type { Repository } from "./repository.ts";

/** Larger blobs are data, not code: their lines are not counted. */
const countedBytes = 1024 * 1024;
/** Files of a commit whose lines are counted; the rest of a huge commit is listed with 0 lines. */
const countedFiles = 2000;

const nothing = { addedLines: 0, removedLines: 0, addedSecrets: [] };

/** What may still be read of one history: a tree of a few objects can name 10^10 files, and 500 commits can change each of theirs. */
export interface ReadingBudget {
  files: number;
  bytes: number;
  /** Folders that were read, by id: most are the same from commit to commit. */
  readonly trees: Map<string, TreeObject>;
}

/** Far above any take-home: 100 commits of 10,000 files each; 64 MB of changed files. */
export function readingBudget(): ReadingBudget {
  return { files: 1_000_000, bytes: 64 * 1024 * 1024, trees: new Map() };
}

/**
 * What a commit changed. `before` undefined: everything is new. Throws where the earlier tree can't be read, or the budget is spent;
 * where only its bytes are, changes are listed with 0 lines.
 */
export async function changesBetween(
  repository: Repository,
  before: string | undefined,
  after: string,
  budget: ReadingBudget,
): Promise<readonly FileChange[]> {
  const old = before === undefined ? new Map<string, string>() : await filesOf(repository, before, budget);
  const now = await filesOf(repository, after, budget);
  const oldBlobs = new Set(old.values());
  const newBlobs = new Set(now.values());
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path)).sort();
  const changes: FileChange[] = [];
  for (const [index, path] of paths.entries()) {
    const was = old.get(path);
    const is = now.get(path);
    // The same content under another path: renamed, nothing written.
    const moved =
      (was === undefined && is !== undefined && oldBlobs.has(is)) ||
      (is === undefined && was !== undefined && newBlobs.has(was));
    const counted = !moved && index < countedFiles && budget.bytes > 0;
    changes.push({ path, ...(counted ? await linesBetween(repository, path, was, is, budget) : nothing) });
  }
  return changes;
}

async function filesOf(repository: Repository, commit: string, budget: ReadingBudget): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const walk = async (oid: string, folder: string): Promise<void> => {
    const tree = budget.trees.get(oid) ?? (await git.readTree({ ...repository, oid })).tree;
    budget.trees.set(oid, tree);
    budget.files -= tree.length + 1;
    if (budget.files < 0) throw new Error("more files than are read of a history");
    for (const entry of tree) {
      if (entry.type === "tree") await walk(entry.oid, `${folder}${entry.path}/`);
      else if (entry.type === "blob") files.set(folder + entry.path, entry.oid);
    }
  };
  await walk(commit, "");
  return files;
}

async function linesBetween(
  repository: Repository,
  path: string,
  was: string | undefined,
  is: string | undefined,
  budget: ReadingBudget,
): Promise<Omit<FileChange, "path">> {
  const before = await linesOf(repository, was, budget);
  const after = await linesOf(repository, is, budget);
  const left = new Map<string, number>();
  for (const line of before) left.set(line, (left.get(line) ?? 0) + 1);
  const added = after.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
  const addedSecrets = await secretsAdded(path, added);
  return { addedLines: added.length, removedLines: before.length - (after.length - added.length), addedSecrets };
}

/** How keys of known services begin. Asking the linter about every line of a history would take minutes. */
const beginning =
  /AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abpors]-|[sr]k_live_|sk-ant-|sk-proj-|SG\.|npm_|AIza|PRIVATE KEY|hf_|shpat_/;

async function secretsAdded(path: string, lines: readonly string[]): Promise<readonly string[]> {
  if (/(^|\/)(tests?|docs?|examples?|node_modules|site-packages)\/|\.lock$/.test(path)) return [];
  const known = lines.some((line) => beginning.test(line)) ? await knownSecretsIn(path, lines.join("\n")) : [];
  const settings = /(^|\/)\.env$/.test(path) ? lines.flatMap(settingOf) : [];
  return [...known.map(({ kind }) => kind), ...settings];
}

function settingOf(line: string): readonly string[] {
  const [, name = "", value = ""] = /^\s*(?:export\s+)?(\w+)\s*=\s*["']?([^"'\s#]*)/.exec(line) ?? [];
  return looksLikeSecret(name, value) ? [name] : [];
}

async function linesOf(
  repository: Repository,
  oid: string | undefined,
  budget: ReadingBudget,
): Promise<readonly string[]> {
  if (oid === undefined) return [];
  const { blob } = await git.readBlob({ ...repository, oid });
  budget.bytes -= blob.byteLength;
  if (blob.byteLength > countedBytes || blob.includes(0)) return [];
  const lines = Buffer.from(blob).toString("utf8").split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
