import { randomInt } from "node:crypto";
import { join } from "node:path";
import { checkUrl } from "../grade/check-url.ts";
import { renderJson } from "../report/json.ts";
import { renderTerminal } from "../report/terminal.ts";
import { type ExitCode, exitCode, InputError } from "../types/errors.ts";
import type { Limits } from "../types/scorecard.ts";
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
  /** With `--url`: also the checks that take long. */
  readonly all: boolean;
  readonly json: boolean;
  readonly out: string;
  readonly install: boolean;
  readonly limits: Partial<Limits>;
  readonly verbose: boolean;
  readonly debug: boolean;
}

/** The candidate's self-check: the public rubric, the same checks, with hints. Exit code 1 when a scored check failed. */
export async function runCheck(command: CheckCommand): Promise<ExitCode> {
  if (command.url === undefined) {
    return await runGrade({ ...command, sources: [command.folder], keep: false, hints: true });
  }
  const signal = interruptSignal();
  const brief = await usableBrief(command.brief);
  const progress = showProgress(command.url, process.stderr.isTTY === true && !command.json);
  const scorecard = await checkUrl(command.folder, {
    brief,
    url: localUrl(command.url),
    credentials: credentialsFrom(command.user),
    seed: command.seed ?? randomInt(2 ** 31),
    all: command.all,
    signal,
    onStage: progress.onStage,
  }).finally(() => progress.finish());
  const page = await writeReports(scorecard, join(command.out, folderNameOf(scorecard)));
  if (command.json) print(renderJson(scorecard));
  else {
    const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
    const width = process.stdout.columns ?? 100;
    print(renderTerminal(scorecard, { colour, width, verbose: command.verbose, hints: true }));
    print(`Report: ${page}`);
  }
  if (scorecard.run.incomplete) return exitCode.incomplete;
  const failed = scorecard.checks.some(({ outcome, advisory }) => outcome.verdict === "failed" && !advisory);
  return failed ? exitCode.belowThreshold : exitCode.ok;
}

/** Probes are meant for one's own app: the URL must be http(s) and lead to this machine. */
function localUrl(text: string): string {
  const url = URL.parse(text);
  const place = { where: "--url", found: text, expected: "a URL of this machine, for example http://127.0.0.1:5000" };
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new InputError("This is no http URL.", place);
  }
  if (!["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) {
    throw new InputError(
      "assay sends hundreds of requests, some of them broken: it does so to this machine only.",
      place,
    );
  }
  return url.origin;
}

function credentialsFrom(user: string | undefined) {
  const [username = "", ...rest] = (user ?? "").split(":");
  if (user !== undefined) return { username, password: rest.join(":") };
  const { API_USERNAME, API_PASSWORD } = process.env;
  return API_USERNAME === undefined ? undefined : { username: API_USERNAME, password: API_PASSWORD ?? "" };
}
