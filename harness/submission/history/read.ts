import git, { type ReadCommitResult } from "isomorphic-git";
import type { Commit } from "../types.ts";
import { changesBetween, type ReadingBudget, readingBudget } from "./changes.ts";
import { commitOf, openRepository, type Repository } from "./repository.ts";

/** Commits that are read at most, newest first. */
export const historyCommits = 500;

/** The commits that HEAD builds on, newest first. What can't be read (a shallow clone, a damaged object) ends its line. */
export async function readHistory(gitFolder: string): Promise<readonly Commit[]> {
  const repository = openRepository(gitFolder);
  const head = await commitOf(repository, undefined);
  if (head === undefined) return [];
  const commits: Commit[] = [];
  const budget = readingBudget();
  const waiting = new Map<string, ReadCommitResult>();
  const seen = new Set<string>();
  const meet = async (id: string): Promise<void> => {
    if (seen.has(id)) return;
    seen.add(id);
    const read = await git.readCommit({ ...repository, oid: id }).catch(() => undefined);
    if (read !== undefined && isWhole(read)) waiting.set(id, read);
  };
  await meet(head);
  while (commits.length < historyCommits) {
    const next = newest([...waiting.values()]);
    if (next === undefined) break;
    waiting.delete(next.oid);
    for (const parent of next.commit.parent) await meet(parent);
    commits.push(await describe(repository, next, budget));
  }
  return commits;
}

/** The last second that a date can have. */
const lastSecond = 8_640_000_000_000;

/** Whether a commit has people and times, as those have that git makes; the types say that all do. */
function isWhole({ commit }: ReadCommitResult): boolean {
  const people: readonly (typeof commit.author | undefined)[] = [commit.author, commit.committer];
  return people.every(
    (each) => each !== undefined && Math.abs(each.timestamp) <= lastSecond && Number.isFinite(each.timezoneOffset),
  );
}

function newest(commits: readonly ReadCommitResult[]): ReadCommitResult | undefined {
  return commits.toSorted((a, b) => b.commit.committer.timestamp - a.commit.committer.timestamp)[0];
}

async function describe(
  repository: Repository,
  { oid, commit }: ReadCommitResult,
  budget: ReadingBudget,
): Promise<Commit> {
  const [first, ...others] = commit.parent;
  const changes = others.length > 0 ? [] : await changesBetween(repository, first, oid, budget).catch(() => []);
  return {
    id: oid,
    parents: commit.parent,
    author: { name: commit.author.name, email: commit.author.email },
    authoredAt: commit.author.timestamp * 1000,
    // Git's header counts minutes east; isomorphic-git gives them as JavaScript does, west.
    offsetMinutes: -commit.author.timezoneOffset || 0,
    message: commit.message,
    changes,
    addedLines: changes.reduce((total, { addedLines }) => total + addedLines, 0),
    removedLines: changes.reduce((total, { removedLines }) => total + removedLines, 0),
  };
}
