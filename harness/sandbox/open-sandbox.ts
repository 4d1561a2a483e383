import type { Limits } from "../types/scorecard.ts";
import { type DatabaseServer, startDatabaseServer } from "./database/start-database.ts";
import type { Engine } from "./engine/connect.ts";
import { onEngine } from "./engine-trouble.ts";
import type { Images } from "./images/inputs.ts";
import { runLabels } from "./labels.ts";
import { removeRun } from "./leftovers/remove-run.ts";
import { createIsolatedNetwork } from "./network/isolated-network.ts";

/** Everything of one run on the engine. Disposing removes all of it, whatever state it is in; it may be done twice. */
export interface Sandbox extends AsyncDisposable {
  readonly engine: Engine;
  readonly images: Images;
  readonly runId: string;
  readonly limits: Limits;
  /** Hosts that a build may reach. */
  readonly allowList: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the submission's own network: no way out, not even to this host. */
  readonly network: string;
  /** A name on the engine that no other run uses. */
  name(part: string): string;
  /** The run's PostgreSQL, started when first asked for. */
  database(): Promise<DatabaseServer>;
}

export interface SandboxOptions {
  readonly runId: string;
  readonly limits: Limits;
  readonly allowList: readonly string[];
}

/** Opens a sandbox: its network exists, nothing runs yet. */
export async function openSandbox(engine: Engine, images: Images, options: SandboxOptions): Promise<Sandbox> {
  const labels = runLabels(options.runId);
  const name = (part: string): string => `assay-${options.runId}-${part}`;
  const network = name("net");
  await onEngine("make a network", () => createIsolatedNetwork(engine, network, labels));
  let database: Promise<DatabaseServer> | undefined;
  const sandbox: Sandbox = {
    engine,
    images,
    ...options,
    labels,
    network,
    name,
    database() {
      database ??= startDatabaseServer(sandbox);
      return database;
    },
    [Symbol.asyncDispose]: () => removeRun(engine, options.runId),
  };
  return sandbox;
}
