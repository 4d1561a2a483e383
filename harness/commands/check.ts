import { randomInt } from "node:crypto";
import { join } from "node:path";
import { documentBrief } from "../brief/document-brief.ts";
import { onlyChecks } from "../checks/only.ts";
import { checkUrl } from "../grade/check-url.ts";
import { renderJson } from "../report/json.ts";
import { renderTerminal } from "../report/terminal.ts";
import { type ExitCode, exitCode, InputError } from "../types/errors.ts";
import type { Limits } from "../types/scorecard.ts";
import { clientIdentity, localUrl } from "./app-address.ts";
import { runGrade } from "./grade.ts";
import { interruptSignal } from "./interrupts.ts";
import { showProgress } from "./progress.ts";
import { print } from "./say.ts";
import { usableBrief } from "./usable-brief.ts";
import { folderNameOf, writeReports } from "./write-reports.ts";

export interface CheckCommand {
  readonly folder: string;
  readonly brief: string;
  readonly seed?: number;
  readonly url?: string;
  readonly user?: string;
  /** With `--url`: headers that say who asks, `Name: value`. */
  readonly header: readonly string[];
  /** With `--url`: an OpenAPI document instead of a brief. */
  readonly openapi?: string;
  /** With `--url`: also the checks that take long. */
  readonly all: boolean;
  /** Names of checks or families; empty for every check. */
  readonly only: readonly string[];
  readonly json: boolean;
  readonly out: string;
  readonly install: boolean;
  readonly limits: Partial<Limits>;
  readonly verbose: boolean;
  readonly debug: boolean;
}

/** The candidate's self-check: the public rubric, the same checks, with hints. Exit code 1 when a scored check failed. */
export async function runCheck(command: CheckCommand): Promise<ExitCode> {
  const only = command.only.length === 0 ? undefined : onlyChecks(command.only);
  if (command.url === undefined) {
    if (command.openapi !== undefined || command.header.length > 0) {
      throw new InputError("--openapi and --header are for an app that runs.", {
        where: command.openapi === undefined ? "--header" : "--openapi",
        expected: "--url beside it",
      });
    }
    return await runGrade({ ...command, sources: [command.folder], keep: false, hints: true, wanted: only });
  }
  const signal = interruptSignal();
  const brief = command.openapi === undefined ? await usableBrief(command.brief) : await documentBrief(command.openapi);
  const asked = new Set(brief.rubric.criteria.flatMap(({ checks }) => checks));
  const progress = showProgress(command.url, process.stderr.isTTY === true && !command.json);
  const scorecard = await checkUrl(command.folder, {
    brief,
    url: localUrl(command.url),
    client: clientIdentity(command),
    // Of an app of which nothing else is published, only the default rubric is asked.
    wanted: ({ id }) => (command.openapi === undefined || asked.has(id)) && (only === undefined || only.has(id)),
    seed: command.seed ?? randomInt(2 ** 31),
    all: command.all,
    signal,
    onStage: progress.onStage,
  }).finally(() => progress.finish());
  // Before anything is written: a full disk must not take the result with it.
  if (command.json) print(renderJson(scorecard));
  else {
    const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
    const width = process.stdout.columns ?? 100;
    print(renderTerminal(scorecard, { colour, width, verbose: command.verbose, hints: true }));
  }
  const page = await writeReports(scorecard, join(command.out, folderNameOf(scorecard)));
  if (!command.json) print(`Report: ${page}`);
  if (scorecard.run.incomplete) return exitCode.incomplete;
  const failed = scorecard.checks.some(({ outcome, advisory }) => outcome.verdict === "failed" && !advisory);
  return failed ? exitCode.belowThreshold : exitCode.ok;
}
