import type { DocumentedCommand } from "../../types/runtime.ts";
import { targetsOf } from "./command-targets.ts";

/** What an executed command shows: that it works, that it can't, or nothing. Each in words that follow "it" or "that". */
export type Judgement = { readonly works: string } | { readonly fault: string } | { readonly open: string };

export interface Repository {
  readonly paths: readonly string[];
  /** Top-level names of its own modules. */
  readonly modules: ReadonlySet<string>;
  /** Its README installs it as a package, which can't be done in the sandbox. */
  readonly installsItself: boolean;
}

type Executed = Extract<DocumentedCommand, { readonly executed: true }>;

/** Only what a reader would stumble over, too, is a fault: not what the sandbox lacks, and not what a missing step may be the cause of. */
export function judge({ kind, run, unsure, guessed }: Executed, repository: Repository): Judgement {
  if (run.end === "listens") return { works: `listens on port ${run.port} after ${seconds(run.seconds)}` };
  if (run.end === "stopped") {
    return kind === "test" && hasBegun.test(run.output)
      ? { works: `runs tests, whose end was not waited for (${seconds(run.seconds)})` }
      : { open: `had neither ended nor listened after ${seconds(run.seconds)}` };
  }
  const { exitCode, output, script } = run;
  if (exitCode === 0) return { works: `ends with exit code 0 after ${seconds(run.seconds)}` };
  const command = script.split("\n").at(-1) ?? "";
  const isPytest = /\b(pytest|py\.test)\b/.test(command);
  const judgement =
    (kind === "test" && exitCode === 1 ? failing(output, isPytest) : undefined) ??
    missingPart(command, output, repository) ??
    outside(output) ??
    (kind === "test" ? ofTests(exitCode, output, isPytest) : undefined) ??
    ofShell(exitCode, command) ??
    (guessed === undefined ? { fault: lastWord(output) } : undecided(exitCode, guessed));
  return "fault" in judgement && unsure !== undefined ? undecided(exitCode, unsure) : judgement;
}

function undecided(exitCode: number, why: string): Judgement {
  return { open: `ends with exit code ${exitCode}, which decides nothing, for ${why}` };
}

/** What pytest and unittest say of tests that they have run. */
const hasBegun = /\b[1-9]\d* (passed|failed)|^\S+\.py [.FsxX]+|^[.FsxX]{2,}|\.\.\. (ok|FAIL)$/m;

/** What the command itself names, or the repository's own code asks for, and is not there. */
function missingPart(command: string, output: string, repository: Repository): Judgement | undefined {
  for (const [pattern, words] of sayings) {
    const found = pattern.exec(output);
    if (found !== null) return { fault: words(...found.slice(1)) };
  }
  const script = /(?:^|\s|')((?:\.\/)?[\w./-]+\.(?:sh|py))'?: (?:No such file|not found)/m.exec(output)?.[1];
  const path = script?.replace(/^\.\//, "");
  if (path !== undefined && !repository.paths.some((each) => `/${each}`.endsWith(`/${path}`))) {
    return { fault: `there is no ${path}` };
  }
  const missing = [
    ...output.matchAll(/No module named '?([\w.]+)'?|Could not import (?:module )?['"]([\w.]+)['"]/g),
  ].at(-1);
  const name = missing?.[1] ?? missing?.[2];
  if (name === undefined) return undefined;
  const [top = ""] = name.split(".");
  const isNamed = targetsOf(command).some(
    (target) => target.kind === "module" && (target.name === name || target.name.startsWith(`${name}.`)),
  );
  if (!isNamed && !repository.modules.has(top)) return { open: `needs ${top}, which is not installed in the image` };
  if (name === top && repository.installsItself) return { open: `needs ${top} installed as a package` };
  return { fault: `there is no module ${name}` };
}

/** What tools say of things that are not there. */
const sayings: readonly (readonly [pattern: RegExp, words: (...found: readonly string[]) => string])[] = [
  [/ERROR: file or directory not found: (\S+)/, (path) => `there is no ${path}`],
  [/can't open file '([^']+)'/, (path = "") => `there is no ${path.replace(/^\/assay\/work\//, "")}`],
  [/No such command '([^']+)'/, (name) => `there is no command "${name}"`],
  [/Failed to find attribute '([^']+)' in '([^']+)'/, (name, module) => `${module} has no ${name}`],
  [/Attribute "([^"]+)" not found in module "([^"]+)"/, (name, module) => `${module} has no ${name}`],
  [
    /Failed to find Flask application or factory in module '([^']+)'/,
    (module) => `there is no Flask application in ${module}`,
  ],
  [/(Could not locate a Flask application)/, () => "Flask can't tell where the application is"],
];

/** Trouble that another machine need not have. */
function outside(output: string): Judgement | undefined {
  if (needsNetwork.test(output)) return { open: "needs something that can't be reached from the sandbox" };
  if (needsSetting.test(output)) return { open: "needs a setting that the text around it may tell of" };
  if (/\bEOFError\b|^Aborted!$/m.test(output)) return { open: "asks its reader for something" };
  if (needsRoom.test(output))
    return { open: "does not get along with the sandbox, or with what was executed before it" };
  return undefined;
}

const needsNetwork =
  /name resolution|Name or service not known|could not translate host name|Connection refused|Network is unreachable|No route to host|getaddrinfo|Max retries exceeded|ConnectionError|ConnectTimeout/i;
const needsSetting =
  /KeyError: '[A-Z][A-Z0-9_]*'|environment variable|validation errors? for \w*(Settings|Config)|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b.{0,60}\b(required|missing|set|undefined|empty|given)\b|\b(required|missing|set|undefined|expected)\b.{0,60}\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/;
const needsRoom =
  /permission denied|Read-only file system|No space left|Cannot allocate memory|MemoryError|Address already in use|already (exists|in use)|duplicate key|must be owner|superuser/i;

/** Failing tests are what other checks are about: the command has done what it is for. */
function failing(output: string, isPytest: boolean): Judgement | undefined {
  if (!isPytest && (!/^Ran [1-9]\d* test/m.test(output) || /_FailedTest/.test(output))) return undefined;
  const summary = /=+ (\d+ (?:failed|error)[^=]*?) =+\s*$/.exec(output)?.[1] ?? /^FAILED \(.*\)$/m.exec(output)?.[0];
  return { works: `ends with exit code 1: ${summary ?? "not all tests pass"}` };
}

function ofTests(exitCode: number, output: string, isPytest: boolean): Judgement | undefined {
  if (exitCode === 5) return { fault: "it finds no test" };
  if (isPytest && /unrecognized arguments/.test(output))
    return { open: "uses an option that nothing in the image knows" };
  if (isPytest && exitCode === 3) return { open: "breaks off inside pytest" };
  return undefined;
}

/** 127: a tool that only a machine for development has; 137 and the like: it was killed. */
function ofShell(exitCode: number, command: string): Judgement | undefined {
  if (exitCode === 127 || exitCode === 126) return { open: `is no command of the image: ${command.slice(0, 60)}` };
  return exitCode > 128 ? { open: `was ended by signal ${exitCode - 128}` } : undefined;
}

/** The last line that tells of an error, or just the last one. */
function lastWord(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const last =
    lines.findLast((line) => /^(E\s+)?[\w.]*(Error|Exception)\b|^(Error|ERROR|FAILED|Usage)\b/.test(line)) ??
    lines.findLast((line) => line !== "");
  return last?.replace(/^E\s+/, "").slice(0, 200) ?? "it says nothing";
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}
