import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fetchSource } from "./fetch-source.ts";
import type { ForeignApp } from "./foreign-apps.ts";

const launchers = fileURLToPath(new URL("launchers/", import.meta.url));
const startSeconds = 30;
const endSeconds = 5;

export interface RunningApp extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** File with the OpenAPI document, as this running app publishes it. */
  readonly document: string;
}

/**
 * Starts a foreign app on a free port of 127.0.0.1: one worker with one thread, so that what the app does to shared memory
 * is the app's own doing. Fresh state at each start. Disposing of it ends the server and its worker. Throws with the
 * server's log when the app does not start.
 */
export async function startForeign(app: ForeignApp): Promise<RunningApp> {
  const { folder, bin } = await fetchSource(app);
  const home = join(folder, "..");
  const log = join(home, `${app.name}.log`);
  await using output = await open(log, "w");
  const server = spawn(
    join(bin, "gunicorn"),
    // Port 0: the system picks a free one, and nobody can take it in between.
    ["--bind", "127.0.0.1:0", "--worker-class", "gthread", "--threads", "1", "--no-control-socket", app.wsgi],
    {
      cwd: join(folder, app.folder),
      env: { PATH: `${bin}:/usr/bin:/bin`, PYTHONPATH: launchers, PYTHONDONTWRITEBYTECODE: "1" },
      stdio: ["ignore", output.fd, output.fd],
      // A group of its own, so that the worker ends with the server.
      detached: true,
    },
  );
  const endNow = () => endGroup(server, "SIGKILL");
  process.on("exit", endNow);
  const end = async () => {
    process.off("exit", endNow);
    await endServer(server);
  };
  try {
    const url = await listeningAt(server, log);
    const document = join(home, `${app.name}.openapi.json`);
    await writeFile(document, await textAt(url + app.document));
    return { url, document, [Symbol.asyncDispose]: end };
  } catch (cause) {
    await end();
    throw new Error(`${app.name} did not start:\n${await readFile(log, "utf8")}`, { cause });
  }
}

async function textAt(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(startSeconds * 1000) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}.`);
  return await response.text();
}

/** The address that gunicorn says it listens at. Throws when it ends or says nothing in time. */
async function listeningAt(server: ChildProcess, log: string): Promise<string> {
  const deadline = Date.now() + startSeconds * 1000;
  while (Date.now() < deadline && server.exitCode === null && server.signalCode === null) {
    const found = /Listening at: (http:\/\/127\.0\.0\.1:\d+)/.exec(await readFile(log, "utf8"));
    if (found?.[1] !== undefined) return found[1];
    await delay(50);
  }
  throw new Error(`The server ended, or did not listen in ${startSeconds} s.`);
}

async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, "exit");
    endGroup(server, "SIGTERM");
    await Promise.race([ended, delay(endSeconds * 1000, undefined, { ref: false })]);
  }
  // A worker may outlive its server.
  endGroup(server, "SIGKILL");
}

function endGroup({ pid }: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
