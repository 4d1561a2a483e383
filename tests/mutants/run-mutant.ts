import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Brief } from "../../harness/brief/types.ts";
import { catalogue } from "../../harness/checks/catalogue.ts";
import { withPrerequisites } from "../../harness/checks/only.ts";
import { rubricPage } from "../../harness/commands/rubric-page.ts";
import { writeStarter } from "../../harness/commands/invite/write-starter.ts";
import { temporaryFolder } from "../../harness/grade/temporary-folder.ts";
import { type GradeOptions, grade } from "../../harness/grade.ts";
import type { CheckId, Outcome } from "../../harness/types/outcome.ts";
import type { Scorecard } from "../../harness/types/scorecard.ts";
import type { Mutant } from "./load-mutants.ts";
import { patchedCopy } from "./patched-copy.ts";

export type Bench = Omit<GradeOptions, "seed" | "signal" | "wanted"> & { readonly brief: Brief };

/** What became of a mutant: caught by each check that must catch it, or not, with what the check said instead. */
export interface MutantResult {
  readonly mutant: Mutant;
  readonly caught: readonly {
    readonly check: CheckId;
    readonly caught: boolean;
    readonly outcome: Outcome | undefined;
  }[];
}

const seed = 7;

/** Grades a mutant with the checks that must catch it, and those that they come after. */
export async function runMutant(mutant: Mutant, bench: Bench): Promise<MutantResult> {
  await using copy = await patchedCopy({
    submission: submissionFolder(mutant.brief, mutant.of),
    patch: mutant.patch,
    commits: mutant.commits,
    history: mutant.history,
  });
  const wanted = wantedFor(mutant.caughtBy);
  const scorecard = await grade(copy.path, {
    ...bench,
    seed,
    signal: new AbortController().signal,
    wanted: ({ id }) => wanted.has(id),
  });
  return {
    mutant,
    caught: mutant.caughtBy.map((check) => {
      const outcome = scorecard.checks.find(({ id }) => id === check)?.outcome;
      return { check, caught: outcome?.verdict === "failed", outcome };
    }),
  };
}

/** Grades a correct implementation of the bench's brief with every check. */
export async function runCorrect(name: string, bench: Bench): Promise<Scorecard> {
  return await gradeInCommits(submissionFolder(bench.brief.id, name), bench);
}

/**
 * Grades the starter repository that a candidate gets, filled in with a correct implementation. What a starter can't change is left
 * to `runCorrect`: changes of the code, load, and what is done to a running app.
 */
export async function runFilledStarter(name: string, bench: Bench): Promise<Scorecard> {
  const { brief } = bench;
  await using folder = await temporaryFolder("starter");
  const out = join(folder.path, brief.id);
  await writeStarter({ brief, page: rubricPage(brief, catalogue), seed: 5, out, name: "Ada" });
  await cp(submissionFolder(brief.id, name), out, { recursive: true });
  return await gradeInCommits(out, bench, ({ stage }) => !["mutation", "load", "disturb"].includes(stage));
}

async function gradeInCommits(submission: string, bench: Bench, wanted?: GradeOptions["wanted"]): Promise<Scorecard> {
  await using copy = await patchedCopy({ submission, patch: "", commits: 6 });
  const chosen = wanted === undefined ? {} : { wanted };
  return await grade(copy.path, { ...bench, ...chosen, seed, signal: new AbortController().signal });
}

/** Where a submission of the tests lies. */
export function submissionFolder(brief: string, name: string): string {
  return fileURLToPath(new URL(`../submissions/${brief}/${name}`, import.meta.url));
}

/** These checks, those that they come after, and for those that look at traffic the ones that make it. */
function wantedFor(ids: readonly CheckId[]): ReadonlySet<CheckId> {
  const looksAtTraffic = catalogue.some(({ id, stage }) => stage === "traffic" && ids.includes(id));
  const makers = looksAtTraffic ? catalogue.filter(({ stage }) => stage === "probe" || stage === "traffic") : [];
  return withPrerequisites([...ids, ...makers.map(({ id }) => id)]);
}
