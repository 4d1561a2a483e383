import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { temporaryFolder } from "../../../harness/grade/temporary-folder.ts";
import { readEvents } from "./read-events.ts";
import { type Bounds, environmentOf, optionsOf, type SchemathesisTool } from "./schemathesis.ts";
import type { ToolRun } from "./types.ts";
import type { App } from "./with-app.ts";

export interface SchemathesisRun {
  readonly tool: SchemathesisTool;
  readonly binary: string;
  /** Path of the OpenAPI document. */
  readonly document: string;
  readonly seed: number;
  readonly bounds: Bounds;
  /** A header that must not repeat, where the brief has one; see `environmentOf`. */
  readonly freshHeader: string | undefined;
  readonly signal: AbortSignal;
}

/** Runs Schemathesis in a folder of its own: what it remembers of earlier runs (it keeps a database) must not help. */
export async function runSchemathesis(app: App, run: SchemathesisRun): Promise<ToolRun> {
  await using folder = await temporaryFolder("schemathesis");
  const report = join(folder.path, "events.ndjson");
  const args = [
    ...["run", run.document, `--url=${app.url}`, `--auth=${app.username}:${app.password}`, `--seed=${run.seed}`],
    ...["--no-color", `--report-ndjson-path=${report}`, ...optionsOf(run.tool, run.bounds)],
  ];
  const { exitCode, cut, said } = await runBounded(run.binary, args, folder.path, run);
  const { failures, requests, seconds, finished } = await readEvents(linesOf(report)).catch(() => nothing);
  const trouble = troubleOf({ exitCode, cut, said, finished, capSeconds: run.bounds.capSeconds });
  return {
    ...{ tool: run.tool, seed: run.seed, failures, requests, seconds },
    ...(trouble === undefined ? {} : { trouble }),
  };
}

const nothing = { failures: [], requests: 0, seconds: 0, finished: false };

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path, "utf8") });
}

interface Ended {
  readonly exitCode: number | null;
  readonly cut: boolean;
  /** The end of what it said. */
  readonly said: string;
}

/** Ends the process at the cap: politely first, so that it can close its report. */
async function runBounded(
  binary: string,
  args: readonly string[],
  cwd: string,
  { tool, bounds, freshHeader, signal }: SchemathesisRun,
): Promise<Ended> {
  const env = { ...process.env, ...environmentOf(tool, freshHeader) };
  const child = spawn(binary, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
    });
  }
  let cut = false;
  const stop = (): void => {
    cut = true;
    child.kill("SIGINT");
    hardStop = setTimeout(() => child.kill("SIGKILL"), 10_000);
  };
  let hardStop: NodeJS.Timeout | undefined;
  const cap = setTimeout(stop, bounds.capSeconds * 1000);
  signal.addEventListener("abort", stop, { once: true });
  try {
    await once(child, "close");
  } finally {
    clearTimeout(cap);
    clearTimeout(hardStop);
    signal.removeEventListener("abort", stop);
  }
  return { exitCode: child.exitCode, cut, said };
}

/** 0 is "no failure" and 1 "failures"; anything else is trouble of the tool's. */
function troubleOf(ended: Ended & { readonly finished: boolean; readonly capSeconds: number }): string | undefined {
  if (ended.cut) return `cut off at ${ended.capSeconds} s`;
  if (ended.finished && (ended.exitCode === 0 || ended.exitCode === 1)) return undefined;
  const lastLine = ended.said.trim().split("\n").at(-1) ?? "";
  return `ended with exit code ${ended.exitCode}: ${lastLine}`;
}
