import type { Brief } from "../brief/types.ts";
import type { Sandbox } from "../sandbox/open-sandbox.ts";
import { runMutants } from "../sandbox/tests/run-mutants.ts";
import { notRun, runTests, type TestRun } from "../sandbox/tests/run-tests.ts";
import { prepareTests, type TestSetup } from "../sandbox/tests/test-setup.ts";
import { forgedResults } from "../submission/facts/forged-results.ts";
import { chooseMutants } from "../submission/mutation/choose.ts";
import type { Workspace } from "../submission/types.ts";
import { EnvironmentError, messageOf } from "../types/errors.ts";
import type { MutationReport } from "../types/runtime.ts";
import type { Credentials } from "../http/authorization.ts";
import type { Results } from "./outcomes.ts";
import type { Run } from "./run.ts";
import { testStages } from "./running-stages.ts";

interface TestSubject {
  readonly sandbox: Sandbox;
  readonly image: string;
  readonly workspace: Workspace;
  readonly credentials: Credentials;
}

/** After this, no further mutant is begun. How many there are does not depend on it: a suite that takes longer stays undecided. */
const mutationSeconds = 240;

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
  const { sandbox } = subject;
  const forged = forgedResults((await subject.workspace.facts()).modules);
  if (forged !== undefined) {
    const reason = `${forged.path}, line ${forged.line}, reaches for the results that assay reads of the tests: they were not run, and a person has to look.`;
    run.notices.push(reason);
    results.close(testStages, { verdict: "inconclusive", reason });
    return;
  }
  try {
    const setup = await prepareTests(sandbox, { ...subject, contract: brief.runtime, signal: run.signal });
    const tested = await run.stage(
      "candidate's tests",
      async () =>
        "notRun" in setup ? notRun(tests.command, setup.notRun) : await runTests(sandbox, setup, tests.command),
      ({ report: { notRun: none, passed, failed, errors } }) =>
        none === undefined ? `${passed} passed, ${failed + errors} failed` : "none",
    );
    await results.run("tests", () => ({ brief, tests: tested.report }));
    if (!results.wants(["mutation"])) return;
    const mutation = await run.stage(
      "change the code under the tests",
      async () => await mutationOf(run, sandbox, setup, tested),
      (result) => (result.ran ? `${noticed(result)} of ${result.tried.length} changes noticed` : "none tried"),
    );
    await results.run("mutation", () => ({ brief, mutation }));
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    run.notices.push(messageOf(error));
    results.close(testStages, { verdict: "inconclusive", reason: messageOf(error) });
  }
}

async function mutationOf(
  run: Run,
  sandbox: Sandbox,
  setup: TestSetup | { readonly notRun: string },
  { report, whoRuns, usualMs, imports }: TestRun,
): Promise<MutationReport> {
  const none = (reason: string, theirs: boolean): MutationReport => ({ ran: false, theirs, reason });
  if ("notRun" in setup) return none(setup.notRun, true);
  if (report.timedOut) return none("The tests were stopped at their time limit.", true);
  if (report.passed === 0) return none("No test passes.", true);
  if (report.coverage === undefined) return none("It could not be measured which lines the tests run.", false);
  const covered = new Map(report.coverage.files.map(({ path, executedLines }) => [path, new Set(executedLines)]));
  const mutants = await chooseMutants(setup.modules, covered, run.seed);
  if (mutants.length === 0) return { ran: true, durationMs: 0, tried: [], untried: 0 };
  const deselected = report.cases.flatMap(({ id, outcome }) => (/failed|error/.test(outcome) ? [id] : []));
  const plan = { mutants, deselected, whoRuns, imports, usualMs, seconds: mutationSeconds };
  return await runMutants(sandbox, setup, plan);
}

function noticed({ tried }: MutationReport & { readonly ran: true }): number {
  return tried.filter(({ result }) => result === "noticed").length;
}
