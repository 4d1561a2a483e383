import type { CommandStep } from "../../submission/commands/types.ts";
import { messageOf } from "../../types/errors.ts";
import type { CommandRun, DocumentedCommand } from "../../types/runtime.ts";
import { onEngine } from "../engine-trouble.ts";
import { masked } from "../masked.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { environmentOf } from "../service/environment.ts";
import type { Subject } from "../subject.ts";
import { repositoryContainers } from "../tests/repository-containers.ts";
import { runInBackground } from "./in-background.ts";

type Executable = Extract<CommandStep, { readonly script: string; readonly inImage: boolean }>;

/** Of one command. Tests that are being run work, and are not waited for; what has neither ended nor listened decides nothing. */
const secondsFor = { test: 8, migrate: 20, run: 20 } as const;
/** Of all of them: no further one is begun after that. */
const allSeconds = 30;
/** Exit code where a folder is not there: no command's own. */
const noFolder = 97;

/**
 * Executes documented commands one after the other in a container: a copy of the repository, the image's packages, no way out. What starts
 * the service and what prepares it share a database; tests have one of their own, empty as long as nothing under their heading fills it.
 * Throws EnvironmentError where the engine does.
 */
export async function runCommands(
  sandbox: Sandbox,
  subject: Subject,
  steps: readonly CommandStep[],
): Promise<readonly DocumentedCommand[]> {
  if (!steps.some((step) => "inImage" in step)) return steps.flatMap((step) => leftOut(step) ?? []);
  const started = performance.now();
  const server = await sandbox.database();
  const [forApp, forTests] = await Promise.all([server.create("commands"), server.create("commands-tests")]);
  const start = repositoryContainers(sandbox, subject);
  await using runner = await start("commands", [], { entrypoint: ["sleep", "900"], databaseUrl: forApp });
  const info = await sandbox.engine.docker.getImage(subject.image).inspect();
  const settings: string[] = [];
  const unsure: string[] = [];
  let guessed: string | undefined;
  let folder = "";
  let gone: string | undefined;
  let testsDatabase: "empty" | "used" | "prepared" = "empty";

  const execute = async (step: Executable): Promise<CommandRun> => {
    const isForTests = step.action === "test" || step.isTest;
    if (isForTests && testsDatabase === "used") await server.renew("commands-tests");
    if (isForTests && testsDatabase !== "prepared") testsDatabase = step.action === "test" ? "used" : "prepared";
    const databaseUrl = isForTests ? forTests : forApp;
    const environment = {
      ...environmentOf({ ...subject, dataset: undefined }, databaseUrl),
      PYTHONUNBUFFERED: "1",
      ASSAY_DATABASE: databaseUrl.replace(/^\w+:\/\//, ""),
    };
    const top = "/assay/work";
    const places = [...(step.inImage ? [info.Config.WorkingDir || "/"] : []), `${top}/${folder}`, top];
    let result: CommandRun | undefined;
    // Where it is not said in which folder, the command works if it works in one.
    for (const place of new Set(places.map((each) => each.replace(/\/$/, "") || "/"))) {
      const begun = performance.now();
      const script = [`cd '${place.replaceAll("'", `'\\''`)}' || exit ${noFolder}`, ...settings, step.script].join(
        "\n",
      );
      const ending = await runInBackground(runner.container, script, {
        environment,
        seconds: secondsFor[step.action],
        until: step.action === "run" ? "listening" : step.action === "test" ? "testing" : undefined,
      });
      const output = masked(ending.output, subject.credentials.password, databaseUrl);
      const run: CommandRun = { ...ending, output, script, seconds: (performance.now() - begun) / 1000 };
      if (works(run)) return run;
      if (result === undefined || (result.end === "ended" && result.exitCode === noFolder)) result = run;
    }
    if (result === undefined) throw new Error("A command has a folder.");
    return result;
  };

  const done: DocumentedCommand[] = [];
  for (const step of steps) {
    const { line, text } = step;
    const left = leftOut(step);
    if (left !== undefined) done.push(left);
    if (step.action === "skip" && step.matters) unsure.push(`line ${line} before it was not executed`);
    if (step.action === "set") settings.push(step.script);
    if (step.action === "enter") folder = step.folder;
    if (step.action === "set" && step.isStandIn) guessed ??= guessedIn(line);
    if (!("inImage" in step)) continue;
    const kind = step.action;
    const isLate = performance.now() - started > allSeconds * 1000;
    const why = gone ?? (isLate ? `the ${allSeconds} s for all commands were over` : undefined);
    if (why !== undefined) {
      done.push({ line, text, executed: false, why });
      continue;
    }
    try {
      const run = await execute(step);
      const guess = guessed ?? (step.isStandIn ? guessedIn(line) : undefined);
      const [reason] = unsure;
      const doubts = {
        ...(reason !== undefined && { unsure: reason }),
        ...(guess !== undefined && { guessed: guess }),
      };
      done.push({ line, text, executed: true, kind, run, ...doubts });
      if (kind !== "test" && !works(run)) unsure.push(`line ${line} before it did not work`);
    } catch (error) {
      const { State } = await onEngine("inspect the commands' container", () => runner.container.inspect());
      if (!State.Running) gone = `line ${line} ended the container`;
      const over = runner.disk.over === undefined ? undefined : `what it started ${runner.disk.over}`;
      done.push({
        line,
        text,
        executed: false,
        why: over ?? (State.Running ? messageOf(error) : "it ended its container"),
      });
      unsure.push(`line ${line} before it did not come to an end`);
    }
  }
  return done;
}

function guessedIn(line: number): string {
  return `line ${line} sets a value that only its reader knows`;
}

function works(run: CommandRun): boolean {
  return run.end === "listens" || (run.end === "ended" && run.exitCode === 0);
}

function leftOut(step: CommandStep): DocumentedCommand | undefined {
  const { line, text } = step;
  return step.action === "skip" ? { line, text, executed: false, why: step.why } : undefined;
}
