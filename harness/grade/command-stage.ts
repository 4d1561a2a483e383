import type { Brief } from "../brief/types.ts";
import { findReadme } from "../checks/docs/find-readme.ts";
import type { Credentials } from "../http/authorization.ts";
import { runCommands } from "../sandbox/commands/run-commands.ts";
import type { Sandbox } from "../sandbox/open-sandbox.ts";
import type { TestSetup } from "../sandbox/tests/test-setup.ts";
import { planCommands } from "../submission/commands/plan-commands.ts";
import type { Workspace } from "../submission/types.ts";
import { EnvironmentError, messageOf } from "../types/errors.ts";
import type { Results } from "./outcomes.ts";
import type { Quiet } from "./quiet.ts";
import type { Run } from "./run.ts";

interface CommandSubject {
  readonly sandbox: Sandbox;
  readonly image: string;
  readonly workspace: Workspace;
  readonly credentials: Credentials;
  /** Where the tests run: what they need is installed there. */
  readonly prepareTests: () => Promise<TestSetup | { readonly notRun: string }>;
  /** Nothing is measured beside it. */
  readonly quiet: Quiet;
}

/** Executes the commands of the README, and runs the check on what they did; trouble of ours is an outcome, not an error. */
export async function commandStage(
  run: Run,
  brief: Brief,
  results: Results,
  { sandbox, image, workspace, credentials, prepareTests, quiet }: CommandSubject,
): Promise<void> {
  if (!results.wants(["commands"])) return;
  try {
    const readme = await findReadme(workspace, brief.docs.readme);
    const published = new Set(brief.runtime.environment.map(({ name }) => name));
    const steps = readme === undefined ? [] : await planCommands(readme.text, { workspace, published });
    const isAny = steps.some((step) => "inImage" in step);
    const setup = isAny ? await prepareTests() : { notRun: "There is nothing to execute." };
    const subject = { image: "image" in setup ? setup.image : image, workspace, contract: brief.runtime, credentials };
    const commands = await run.stage(
      "try the README's commands",
      () => quiet.step(() => runCommands(sandbox, subject, steps)),
      { note: (done) => `${done.filter(({ executed }) => executed).length} executed` },
    );
    const report = readme && { path: readme.path, commands };
    await results.run("commands", () => ({ brief, workspace, commands: report }));
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    // Where the tests' image can't be made, their stage has said so.
    if (!run.notices.includes(messageOf(error))) run.notices.push(messageOf(error));
    results.close(["commands"], { verdict: "inconclusive", reason: messageOf(error) });
  }
}
