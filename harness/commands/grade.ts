import { randomInt } from "node:crypto";
import { join } from "node:path";
import { grade } from "../grade.ts";
import { renderJson } from "../report/json.ts";
import { renderTerminal } from "../report/terminal.ts";
import { sweepTemporaryFolders } from "../grade/temporary-folder.ts";
import { connectEngine } from "../sandbox/engine/connect.ts";
import { withContainerRuntime } from "../sandbox/engine/container-runtime.ts";
import { buildAllowList } from "../sandbox/images/allow-list.ts";
import { ensureImages } from "../sandbox/images/ensure.ts";
import { sweepLeftovers } from "../sandbox/leftovers/sweep.ts";
import { type ExitCode, exitCode } from "../types/errors.ts";
import type { CheckId } from "../types/outcome.ts";
import type { Limits, Scorecard } from "../types/scorecard.ts";
import { interruptSignal } from "./interrupts.ts";
import { keepForALook } from "./keep.ts";
import { showProgress } from "./progress.ts";
import { explain, print, say } from "./say.ts";
import { openStepLog } from "./step-log.ts";
import { usableBrief } from "./usable-brief.ts";
import { folderNameOf, writeReports } from "./write-reports.ts";

export interface GradeCommand {
  readonly sources: readonly string[];
  readonly brief: string;
  readonly seed?: number;
  readonly json: boolean;
  readonly keep: boolean;
  readonly out: string;
  /** File that gets one JSON line for each step. */
  readonly log?: string;
  readonly failUnder?: number;
  readonly install: boolean;
  readonly limits: Partial<Limits>;
  readonly verbose: boolean;
  /** For the candidate: what to do about each failure, and exit code 1 for any. */
  readonly hints: boolean;
  /** Name of a container runtime of the engine for everything of the submission's; undefined for the engine's own choice. */
  readonly runtime?: string;
  /** The checks to run; undefined for all. */
  readonly wanted?: ReadonlySet<CheckId> | undefined;
  readonly debug: boolean;
}

/** Grades each source in turn and prints its scorecard. One that can't be used is explained, and the others go on. */
export async function runGrade(command: GradeCommand): Promise<ExitCode> {
  const signal = interruptSignal();
  const brief = await usableBrief(command.brief);
  const found = await connectEngine({ install: command.install, say });
  const engine = command.runtime === undefined ? found : await withContainerRuntime(found, command.runtime);
  const images = await ensureImages(engine, say);
  const allowList = await buildAllowList(engine, images);
  await sweepTemporaryFolders();
  const swept = await sweepLeftovers(engine);
  if (swept > 0) say(`Removed what ${swept} interrupted run(s) had left on ${engine.description}.`);

  const log = openStepLog(command.log);
  const { wanted } = command;
  const scorecards: Scorecard[] = [];
  let worst: ExitCode = exitCode.ok;
  for (const source of command.sources) {
    const progress = showProgress(source, process.stderr.isTTY === true && !command.json);
    try {
      const scorecard = await grade(source, {
        brief,
        engine,
        images,
        allowList,
        seed: command.seed ?? randomInt(2 ** 31),
        signal,
        limits: command.limits,
        listPackages: true,
        ...(wanted === undefined ? {} : { wanted: ({ id }) => wanted.has(id) }),
        onStage: (event) => {
          progress.onStage(event);
          log.step(source, event);
        },
        ...(command.keep ? { look: (app) => keepForALook(app, signal) } : {}),
      });
      await progress.finish();
      scorecards.push(scorecard);
      // Before anything is written: a full disk must not take the result of minutes with it.
      if (!command.json) show(scorecard, command);
      worst = worseOf(worst, verdictOf(scorecard, command));
      const page = await writeReports(scorecard, join(command.out, folderNameOf(scorecard)));
      if (!command.json) print(`Report: ${page}`);
    } catch (error) {
      await progress.finish();
      worst = worseOf(worst, explain(error, command.debug));
      if (signal.aborted) break;
    }
  }
  if (command.json) print(scorecards.length === 1 ? renderJson(scorecards[0] as Scorecard) : jsonList(scorecards));
  return worst;
}

function show(scorecard: Scorecard, command: GradeCommand): void {
  const { columns } = process.stdout;
  const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  print(renderTerminal(scorecard, { colour, width: columns ?? 100, verbose: command.verbose, hints: command.hints }));
}

function jsonList(scorecards: readonly Scorecard[]): string {
  return `[\n${scorecards.map((scorecard) => renderJson(scorecard).trimEnd()).join(",\n")}\n]`;
}

function verdictOf(scorecard: Scorecard, command: GradeCommand): ExitCode {
  if (scorecard.run.incomplete) return exitCode.incomplete;
  const anyFailed = scorecard.checks.some(({ outcome, advisory }) => outcome.verdict === "failed" && !advisory);
  if (command.hints && anyFailed) return exitCode.belowThreshold;
  if (command.failUnder !== undefined && scorecard.totals.points < command.failUnder) return exitCode.belowThreshold;
  return exitCode.ok;
}

/** Interrupted before environment before bad input before incomplete before below the threshold. */
function worseOf(one: ExitCode, other: ExitCode): ExitCode {
  const order: readonly ExitCode[] = [0, 1, 4, 2, 3, 130];
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}
