import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { EnvironmentError } from "../../types/errors.ts";
import { limitsOf, startContainer } from "../container/start-container.ts";
import { onEngine } from "../engine-trouble.ts";
import { createIsolatedNetwork } from "../network/isolated-network.ts";
import { startGateway } from "../network/gateway.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { statusOf } from "./status-of.ts";

/** assay's own app, to compare others with. */
export interface Reference {
  /** http://127.0.0.1:PORT, through a gateway of its own. */
  readonly url: string;
  readonly container: Docker.Container;
}

/**
 * Starts assay's reference app beside the submission: same limits, same PostgreSQL server with a database of its own, on a network
 * of its own, so that the submission can't slow it down.
 */
export async function startReference(sandbox: Sandbox, signal: AbortSignal): Promise<Reference> {
  const database = await sandbox.database();
  const network = sandbox.name("reference-net");
  await onEngine("make a network", () => createIsolatedNetwork(sandbox.engine, network, sandbox.labels));
  await onEngine("connect the database", () =>
    sandbox.engine.docker
      .getNetwork(network)
      .connect({ Container: database.container.id, EndpointConfig: { Aliases: ["database"] } }),
  );
  const container = await startContainer(sandbox, "reference", {
    image: sandbox.images.reference,
    environment: { DATABASE_URL: await database.create("reference"), PORT: "8000" },
    network,
    alias: "reference",
    ...limitsOf(sandbox),
  });
  const { url } = await startGateway(sandbox, "reference-gateway", network, "reference:8000");
  for (let attempt = 0; attempt < 150 && !signal.aborted; attempt += 1) {
    if ((await statusOf(`${url}/row/42`, 2_000)) === 200) return { url, container };
    await sleep(100);
  }
  throw new EnvironmentError("assay's reference app did not start.", {
    next: "assay doctor shows the state of the engine.",
  });
}
