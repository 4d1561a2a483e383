import type { Brief } from "../brief/types.ts";
import { passesWhatever } from "../checks/tests/kills-mutants.ts";
import type { Sandbox } from "../sandbox/open-sandbox.ts";
import { runMutants } from "../sandbox/tests/run-mutants.ts";
import { notRun, runTests, type TestRun } from "../sandbox/tests/run-tests.ts";
import type { TestSetup } from "../sandbox/tests/test-setup.ts";
import { forgedResults } from "../submission/facts/forged-results.ts";
import { chooseMutants } from "../submission/mutation/choose.ts";
import type { Workspace } from "../submission/types.ts";
import { EnvironmentError, messageOf } from "../types/errors.ts";
import type { MutationReport, RepeatReport } from "../types/runtime.ts";
import type { Results } from "./outcomes.ts";
import type { Quiet } from "./quiet.ts";
import type { Run } from "./run.ts";
import { testStages } from "./running-stages.ts";

interface TestSubject {
  readonly sandbox: Sandbox;
  readonly workspace: Workspace;
  readonly prepareTests: () => Promise<TestSetup | { readonly notRun: string }>;
  /** Each run of the suite is a step: nothing is measured beside it. */
  readonly quiet: Quiet;
}

/** After this, no further mutant is begun. How many there are does not depend on it: a suite that takes longer stays undecided. */
const mutationSeconds = 240;

/** Fewer are not tried, also where the verdict is clear before: the rate is shown, and talked about. */
const fewestTried = 15;

/** A suite that takes longer is not run twice more. */
const quickSuiteSeconds = 60;

/**
 * Runs the candidate's own tests, then the same against mutants of the code, and the checks on both results; trouble of ours is an
 * outcome, not an error.
 */
export async function testStage(run: Run, brief: Brief, results: Results, subject: TestSubject): Promise<void> {
  const { tests } = brief;
  if (!results.wants(testStages)) return;
  if (tests === undefined) {
    results.close(testStages, { verdict: "not-applicable", reason: "The brief asks for no tests." });
    return;
  }
  const { sandbox, quiet } = subject;
  const forged = forgedResults((await subject.workspace.facts()).modules);
  if (forged !== undefined) {
    const reason = `${forged.path}, line ${forged.line}, reaches for the results that assay reads of the tests: they were not run, and a person has to look.`;
    run.notices.push(reason);
    results.close(testStages, { verdict: "inconclusive", reason });
    return;
  }
  try {
    const setup = await subject.prepareTests();
    const tested = await run.stage(
      "candidate's tests",
      async () =>
        "notRun" in setup
          ? notRun(tests.command, setup.notRun)
          : await quiet.step(() => runTests(sandbox, setup, tests.command)),
      {
        note: ({ report: { notRun: none, passed, failed, errors } }) =>
          none === undefined ? `${passed} passed, ${failed + errors} failed` : "none",
      },
    );
    await results.run("tests", () => ({ brief, tests: tested.report }));
    if (!results.wants(["mutation"])) return;
    const trials = await run.stage(
      "change the code under the tests",
      async () => await trialsOf(run, results, { sandbox, setup, tested, quiet, brief }),
      {
        note: ({ mutation: result }) =>
          result.ran ? `${noticed(result)} of ${result.tried.length} changes noticed` : "none tried",
      },
    );
    await results.run("mutation", () => ({ brief, ...trials }));
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    run.notices.push(messageOf(error));
    results.close(testStages, { verdict: "inconclusive", reason: messageOf(error) });
  }
}

/** Runs the tests again, with and without changes of the code: whichever of the two is asked for. */
async function trialsOf(
  run: Run,
  results: Results,
  { sandbox, setup, quiet, brief, tested: { report, whoRuns, usualMs, imports } }: TrialSubject,
): Promise<{ readonly mutation: MutationReport; readonly repeats: RepeatReport }> {
  const none = (reason: string, theirs: boolean) => {
    const verdict = theirs ? ("blocked" as const) : ("inconclusive" as const);
    return { mutation: { ran: false as const, theirs, reason }, repeats: { ran: false as const, verdict, reason } };
  };
  if ("notRun" in setup) return none(setup.notRun, true);
  if (report.timedOut) return none("The tests were stopped at their time limit.", true);
  if (report.passed === 0) return none("No test passes.", true);
  if (report.coverage === undefined) return none("It could not be measured which lines the tests run.", false);
  const covered = new Map(report.coverage.files.map(({ path, executedLines }) => [path, new Set(executedLines)]));
  const triesMutants = results.wantsCheck("tests.kills-mutants");
  const mutants = triesMutants ? await chooseMutants(setup.modules, covered, run.seed) : [];
  const deselected = report.cases.flatMap(({ id, outcome }) => (/failed|error/.test(outcome) ? [id] : []));
  const isQuick = usualMs([]) <= quickSuiteSeconds * 1000;
  const first = isQuick && results.wantsCheck("tests.repeatable") ? report.cases : undefined;
  const isEnough = (tried: number, noticed: number): boolean =>
    tried >= fewestTried && passesWhatever(brief, noticed, mutants.length);
  const limits = { seconds: mutationSeconds, fewest: fewestTried, isEnough };
  const plan = { mutants, deselected, whoRuns, imports, usualMs, first, quiet, ...limits };
  const { mutation, repeats } = await runMutants(sandbox, setup, plan);
  const reason = `The tests take longer than ${quickSuiteSeconds} s: they are not run again.`;
  return { mutation, repeats: isQuick ? { ran: true, repeats } : { ran: false, verdict: "not-applicable", reason } };
}

interface TrialSubject {
  readonly sandbox: Sandbox;
  readonly setup: TestSetup | { readonly notRun: string };
  readonly tested: TestRun;
  readonly quiet: Quiet;
  readonly brief: Brief;
}

function noticed({ tried }: MutationReport & { readonly ran: true }): number {
  return tried.filter(({ result }) => result === "noticed").length;
}
