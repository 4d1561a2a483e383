import type { Brief } from "../brief/types.ts";
import type { Sandbox } from "../sandbox/open-sandbox.ts";
import { runTests } from "../sandbox/tests/run-tests.ts";
import type { Workspace } from "../submission/types.ts";
import { EnvironmentError, messageOf } from "../types/errors.ts";
import type { Credentials } from "../http/authorization.ts";
import type { Results } from "./outcomes.ts";
import type { Run } from "./run.ts";

interface TestSubject {
  readonly sandbox: Sandbox;
  readonly image: string;
  readonly workspace: Workspace;
  readonly credentials: Credentials;
}

/** Runs the candidate's own tests and the checks on their result; trouble of ours is an outcome, not an error. */
export async function testStage(run: Run, brief: Brief, results: Results, subject: TestSubject): Promise<void> {
  const { tests } = brief;
  if (!results.wants(["tests"])) return;
  if (tests === undefined) {
    results.close(["tests"], { verdict: "not-applicable", reason: "The brief asks for no tests." });
    return;
  }
  try {
    const report = await run.stage(
      "candidate's tests",
      () =>
        runTests(subject.sandbox, {
          image: subject.image,
          workspace: subject.workspace,
          contract: brief.runtime,
          credentials: subject.credentials,
          command: tests.command,
          signal: run.signal,
        }),
      (result) =>
        result.notRun === undefined ? `${result.passed} passed, ${result.failed + result.errors} failed` : "none",
    );
    await results.run("tests", () => ({ brief, tests: report }));
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    run.notices.push(messageOf(error));
    results.close(["tests"], { verdict: "inconclusive", reason: messageOf(error) });
  }
}
