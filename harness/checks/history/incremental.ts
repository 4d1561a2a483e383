import type { Commit } from "../../submission/types.ts";
import { defineCheck } from "../check.ts";

/** Part of all Python lines that one commit may bring, before the history no longer shows steps. */
const largestPart = 0.8;

/**
 * A bonus: it is never taken from anyone, and says nothing about anyone. Only Python counts: data and documents come in one
 * piece. A shallow or squashed copy hides steps that may have been there.
 * Share: commits over the published number; half of it where one commit brings nearly everything.
 */
export default defineCheck({
  id: "history.incremental",
  stage: "source",
  title: `The work grew in several commits, none with more than ${largestPart * 100} % of the code`,
  why: "Small steps can be reviewed, understood and undone one by one.",
  hint: "Commit whenever a step works. Hand in the repository with its .git folder, not squashed.",
  async run({ brief, workspace }) {
    const history = await workspace.history();
    if (history.length === 0)
      return { verdict: "not-applicable", reason: "The submission came without a git history." };
    const least = brief.history.commitsAtLeast;
    const steps = history.filter(({ parents }) => parents.length < 2);
    const examined = `${history.length} commits`;
    if (steps.length < least && isCut(history)) {
      return {
        verdict: "not-applicable",
        reason: `Only the newest ${history.length} commits came with the copy (a shallow clone), too few to say anything.`,
      };
    }
    const largest = largestStep(steps);
    if (steps.length < least) {
      const finding = {
        message: `The history has ${steps.length === 1 ? "one commit" : `${steps.length} commits`}, so it does not show how the work grew. It may have been joined into one.`,
        expected: `at least ${least}`,
        received: String(steps.length),
      };
      return {
        verdict: "failed",
        share: steps.length > 1 ? steps.length / least / 2 : 0,
        examined,
        findings: [finding],
      };
    }
    if (largest === undefined || largest.part <= largestPart) return { verdict: "passed", examined };
    const finding = {
      message: `One commit brings ${Math.round(largest.part * 100)} % of the Python lines, so the steps inside it can't be seen.`,
      expected: `at most ${largestPart * 100} %`,
      place: { path: largest.path, commit: largest.id },
    };
    return { verdict: "failed", share: 0.5, examined, findings: [finding] };
  },
});

/** True where a commit builds on one that did not come along. */
function isCut(history: readonly Commit[]): boolean {
  const known = new Set(history.map(({ id }) => id));
  return history.some(({ parents }) => parents.some((parent) => !known.has(parent)));
}

interface Step {
  readonly id: string;
  readonly part: number;
  /** File with the most lines of it. */
  readonly path: string;
}

function largestStep(steps: readonly Commit[]): Step | undefined {
  const python = steps.map(({ id, changes }) => {
    const files = changes.filter(({ path }) => path.endsWith(".py")).toSorted((a, b) => b.addedLines - a.addedLines);
    return { id, lines: files.reduce((total, { addedLines }) => total + addedLines, 0), path: files[0]?.path ?? "" };
  });
  const total = python.reduce((sum, { lines }) => sum + lines, 0);
  const largest = python.toSorted((a, b) => b.lines - a.lines)[0];
  return largest === undefined || total === 0 ? undefined : { ...largest, part: largest.lines / total };
}
