import type { Runtime, Together } from "../../types/runtime.ts";
import { readLogs } from "../container/read-logs.ts";
import { gate } from "../database/gate.ts";
import { startGateways } from "../network/gateway.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { awaitReady } from "./await-ready.ts";
import type { FirstApp } from "./beside.ts";
import { bootOf } from "./boot-of.ts";
import { environmentOf } from "./environment.ts";
import { launchApp } from "./launch-app.ts";

/** Of all of them together: the server has 200, and the app that is graded must get its own. */
const mostConnections = 60;

/** Starts several containers of the app's image at the same moment, on one empty database; each has a way in of its own. */
export async function startTogether(
  sandbox: Sandbox,
  app: FirstApp,
  { name, count }: Parameters<Runtime["together"]>[0],
): Promise<Together> {
  const { options } = app;
  const server = await sandbox.database();
  const databaseUrl = await server.create(name);
  await server.sql("postgres", `alter role "${name}" connection limit ${mostConnections}`);
  // A machine with few processors starts one after the other; at their database, they meet.
  await gate(server, name, count);
  const names = Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
  const beforeStart = meetingOf(count);
  const launched = await Promise.all(
    names.map((each) =>
      launchApp(sandbox, each, {
        image: options.image,
        environment: environmentOf(options, databaseUrl),
        alias: each,
        dataset: app.dataset,
        writableRoot: app.writableRoot,
        canWait: true,
        beforeStart,
      }),
    ),
  );
  // After the containers: what is started between them would keep them apart.
  const targets = names.map((each) => `${each}:${app.port}`);
  const gateways = await startGateways(sandbox, `${name}-gateway`, sandbox.network, targets);
  const containers = await Promise.all(
    launched.map(async ({ container }, index) => {
      const baseUrl = gateways.urls[index] ?? "";
      const readiness = await awaitReady({
        container,
        url: baseUrl,
        port: app.port,
        contract: options.contract,
        withinMs: sandbox.limits.bootSeconds * 1000,
        signal: options.signal,
      });
      return { boot: bootOf(readiness, app.port, await readLogs(container)), baseUrl };
    }),
  );
  return {
    containers,
    async [Symbol.asyncDispose]() {
      await Promise.all([...launched, gateways].map((each) => each[Symbol.asyncDispose]()));
    },
  };
}

/** What each of so many calls resolves when all of them were made. */
function meetingOf(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let missing = count;
  return () => {
    missing -= 1;
    if (missing === 0) resolve();
    return promise;
  };
}
