import { spawn } from "node:child_process";
import { lstat, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { EnvironmentError, InputError } from "../../types/errors.ts";
import { historyCommits } from "../history/read.ts";
import type { IntakeLimits } from "./limits.ts";

/** Variables of ours that git may see: how to reach the network, and the user's own ssh agent. */
const passedOn = [
  ["PATH", "SSH_AUTH_SOCK", "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO"],
  ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"],
].flat();

export interface Cloning {
  readonly url: string;
  readonly ref: string | undefined;
  /** The URL as it may be printed. */
  readonly shown: string;
  /** Empty folder for the bare repository and for git's home. */
  readonly folder: string;
  readonly limits: IntakeLimits;
  readonly signal: AbortSignal;
}

/**
 * Fetches a bare copy: no working tree, so that nothing of the repository's attributes, filters or submodules is looked at.
 * Throws InputError where git fails, takes too long or brings too much, EnvironmentError where there is no git.
 */
export async function clone(cloning: Cloning): Promise<string> {
  const target = join(cloning.folder, "fetched.git");
  const home = join(cloning.folder, "home");
  await mkdir(home, { recursive: true });
  const ended = await runGit(cloneArguments(cloning, target), cloneEnvironment(process.env, home), cloning, target);
  if (ended.kind === "done") return target;
  throw new InputError(`${cloning.shown} can't be cloned: ${ended.why}`, {
    where: cloning.shown,
    expected: "a repository that this machine may read. If it is private: clone it yourself, and give the folder",
  });
}

/** Arguments of git; a URL that starts with a dash has been refused before, and stands behind `--` all the same. */
export function cloneArguments(cloning: Pick<Cloning, "url" | "ref">, target: string): readonly string[] {
  const settings = ["core.hooksPath=/dev/null", "protocol.ext.allow=never", "protocol.file.allow=never"];
  return [
    ...[...settings, "credential.helper=", "submodule.recurse=false"].flatMap((setting) => ["-c", setting]),
    ...["clone", "--bare", "--quiet", "--template=", "--single-branch", "--no-tags", "--no-recurse-submodules"],
    // One more than is read, so that a history that was cut can be told from one that is whole.
    `--depth=${historyCommits + 1}`,
    ...(cloning.ref === undefined ? [] : [`--branch=${cloning.ref}`]),
    ...["--", cloning.url, target],
  ];
}

/** A clean environment: none of the user's configuration, no prompt, no credential helper, https and ssh only. */
export function cloneEnvironment(ours: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const kept = passedOn.flatMap((name) => (ours[name] === undefined ? [] : [[name, ours[name]] as const]));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "/bin/false",
    GIT_ALLOW_PROTOCOL: "https:ssh",
    GIT_SSH_COMMAND: "ssh -o BatchMode=yes -o ConnectTimeout=15",
  };
}

type Ended = { readonly kind: "done" } | { readonly kind: "failed"; readonly why: string };

function runGit(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { limits, signal, folder }: Cloning,
  target: string,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // A group of its own: git's helpers (ssh, git-remote-https) end with it.
    const git = spawn("git", [...args], { cwd: folder, env, detached: true, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    let stopped: string | undefined;
    const stop = (why: string): void => {
      stopped ??= why;
      if (git.pid !== undefined) endGroup(git.pid);
    };
    const onAbort = (): void => stop("interrupted");
    const clock = setTimeout(() => stop(`it took longer than ${limits.cloneSeconds} s`), limits.cloneSeconds * 1000);
    const watch = setInterval(async () => {
      if ((await bytesBelow(target)) > limits.historyBytes) stop(`it is larger than ${limits.historyBytes} bytes`);
    }, 500);
    const finish = (): void => {
      clearTimeout(clock);
      clearInterval(watch);
      signal.removeEventListener("abort", onAbort);
    };
    signal.addEventListener("abort", onAbort);
    git.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(-4000);
    });
    git.on("error", (cause) => {
      finish();
      const next = "Install git (apt-get install git), or clone the repository yourself and give the folder.";
      reject(new EnvironmentError("git could not be started.", { next, cause }));
    });
    git.on("close", (code) => {
      finish();
      if (signal.aborted) reject(signal.reason);
      else if (code === 0 && stopped === undefined) resolve({ kind: "done" });
      else resolve({ kind: "failed", why: stopped ?? lastLine(said) });
    });
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** What git said last, without credentials that it may repeat from the URL. */
function lastLine(said: string): string {
  const line = said.trim().split("\n").at(-1) ?? "";
  return line === "" ? "git gave no reason." : line.replace(/(\w:\/\/)[^/@\s]*@/g, "$1***@");
}

async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map(async (name) => (await lstat(join(folder, name)).catch(() => undefined))?.size ?? 0),
  );
  return sizes.reduce((total, size) => total + size, 0);
}
