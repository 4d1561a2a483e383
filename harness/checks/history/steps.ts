import type { Commit } from "../../submission/types.ts";
import type { Finding, Outcome } from "../../types/outcome.ts";

/** Commits that say something of the way the work was done; fewer, and nothing can be told. */
const fewest = 3;

/** Commits that brought something themselves, oldest first: no merges, and none that bots made. */
export function stepsOf(history: readonly Commit[]): readonly Commit[] {
  return history
    .filter(({ parents, author }) => parents.length < 2 && !/\[bot\]|^github$/i.test(author.name))
    .toReversed();
}

/** What is said of a history that is too short: none, a single commit, or the end of one say nothing about anyone. */
export function tooShort(steps: readonly Commit[]): Outcome | undefined {
  if (steps.length === 0) return { verdict: "not-applicable", reason: "The submission came without a git history." };
  if (steps.length >= fewest) return undefined;
  return {
    verdict: "not-applicable",
    reason: `A history of ${steps.length === 1 ? "one commit" : `${steps.length} commits`} says nothing: it may have been joined or shortened.`,
  };
}

/** What is looked for in the files of every commit of a history, however short; up to ten things that were found are shown. */
export function lookThrough(history: readonly Commit[], look: (commit: Commit) => readonly Finding[]): Outcome {
  if (history.length === 0) return { verdict: "not-applicable", reason: "The submission came without a git history." };
  const findings = history.flatMap(look).slice(0, 10);
  const examined = `${history.length} commits`;
  return findings.length === 0 ? { verdict: "passed", examined } : { verdict: "failed", share: 0, examined, findings };
}

/** What is to be asked about a commit. The file with most of its lines stands for it. */
export function aboutCommit(commit: Commit, message: string): Finding {
  const largest = commit.changes.toSorted((a, b) => b.addedLines - a.addedLines)[0];
  return { message, place: { path: largest?.path ?? ".", commit: commit.id } };
}

/** Lines of Python that a commit added. */
export function pythonLines({ changes }: Commit): number {
  return changes.reduce((total, { path, addedLines }) => total + (path.endsWith(".py") ? addedLines : 0), 0);
}

export function short({ id }: Commit): string {
  return id.slice(0, 8);
}
