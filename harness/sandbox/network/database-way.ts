import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import type { DatabaseWay } from "../../types/runtime.ts";
import { EnvironmentError } from "../../types/errors.ts";
import { readLogs } from "../container/read-logs.ts";
import { startContainer } from "../container/start-container.ts";
import { onEngine } from "../engine-trouble.ts";
import type { Sandbox } from "../open-sandbox.ts";

/** How much longer everything takes on a way that was made longer, each way. */
const delayMs = 20;
const pollMs = 50;
const withinMs = 5_000;

/** A container of ours through which an app reaches its database. */
export interface StartedWay extends AsyncDisposable {
  /** The URL of the database by this way. */
  readonly url: string;
  readonly way: DatabaseWay;
}

/** Starts a way to the database of this URL, as a host that is called `name`; it is open when this resolves. */
export async function startDatabaseWay(sandbox: Sandbox, name: string, databaseUrl: string): Promise<StartedWay> {
  const url = new URL(databaseUrl);
  const program = await readFile(new URL("database_way.py", import.meta.url), "utf8");
  const container = await startContainer(sandbox, name, {
    image: sandbox.images.gateway,
    command: ["python3", "-c", program],
    environment: { ASSAY_TARGET: `${url.hostname}:${url.port}`, ASSAY_DELAY_MS: String(delayMs) },
    network: sandbox.network,
    alias: name,
    memoryBytes: 128 * 1024 * 1024,
  });
  await saidBy(container, 1);
  url.hostname = name;
  let said = 1;
  const signal = (which: string): Promise<unknown> =>
    onEngine("change the way to the database", () => container.kill({ signal: which }));
  return {
    url: url.href,
    way: {
      roundTripMs: 2 * delayMs,
      async longer(action) {
        await signal("SIGUSR1");
        try {
          await action();
        } finally {
          await signal("SIGUSR2");
          said += 1;
        }
        return readSeen(await saidBy(container, said));
      },
    },
    async [Symbol.asyncDispose]() {
      await container.remove({ force: true }).catch(() => undefined);
    },
  };
}

/** The `count`-th line that it says, as soon as it does. */
async function saidBy(container: Docker.Container, count: number): Promise<string> {
  for (const started = performance.now(); performance.now() - started < withinMs; await sleep(pollMs)) {
    const lines = (await readLogs(container)).filter(({ stream }) => stream === "stdout");
    const line = lines[count - 1];
    if (line !== undefined) return line.text;
  }
  throw new EnvironmentError("The way to the database says nothing.", {
    next: "This is a fault of assay or of the machine, not of the submission.",
  });
}

function readSeen(line: string): { readonly connections: number; readonly trips: number } {
  const { connections, trips } = JSON.parse(line) as { connections: number; trips: number };
  return { connections, trips };
}
