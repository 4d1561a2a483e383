import type { Beside, BesideOptions } from "../../types/runtime.ts";
import { readLogs } from "../container/read-logs.ts";
import { databaseProbe } from "../database/probe.ts";
import { startDatabaseWay } from "../network/database-way.ts";
import { startGateway } from "../network/gateway.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { awaitReady } from "./await-ready.ts";
import { bootOf } from "./boot-of.ts";
import { environmentOf } from "./environment.ts";
import { launchApp } from "./launch-app.ts";
import type { ServiceOptions } from "./start-service.ts";

/** The app that the other container is beside. */
export interface FirstApp {
  readonly options: ServiceOptions;
  readonly databaseUrl: string;
  /** Name of its database. */
  readonly database: string;
  /** Where it listens. */
  readonly port: number;
  /** The volume with its data set. */
  readonly dataset: string | undefined;
  readonly writableRoot: boolean;
}

/** Starts a second container of the app's image, with a way in of its own, and waits until it is ready or clearly will not be. */
export async function startBeside(sandbox: Sandbox, app: FirstApp, asked: BesideOptions): Promise<Beside> {
  const { options } = app;
  const server = await sandbox.database();
  const database = asked.ownDatabase === true ? asked.name : app.database;
  const ownWay = async () => startDatabaseWay(sandbox, `${asked.name}-database`, await server.create(asked.name));
  const [way, gateway] = await Promise.all([
    asked.ownDatabase === true ? ownWay() : undefined,
    startGateway(sandbox, `${asked.name}-gateway`, sandbox.network, `${asked.name}:${asked.port ?? app.port}`),
  ]);
  const hasDataset = asked.ownDatabase !== true;
  const port = asked.port ?? options.contract.port;
  const dataset = hasDataset ? options.dataset : undefined;
  const launched = await launchApp(sandbox, asked.name, {
    image: options.image,
    environment: environmentOf({ ...options, dataset, port }, way?.url ?? app.databaseUrl),
    alias: asked.name,
    dataset: hasDataset ? app.dataset : undefined,
    writableRoot: app.writableRoot,
  });
  const readiness = await awaitReady({
    container: launched.container,
    url: gateway.url,
    port: asked.port ?? app.port,
    contract: options.contract,
    withinMs: sandbox.limits.bootSeconds * 1000,
    signal: options.signal,
  });
  return {
    boot: bootOf(readiness, port, await readLogs(launched.container)),
    baseUrl: gateway.url,
    database: databaseProbe(server, database),
    way: way?.way,
    async [Symbol.asyncDispose]() {
      await launched[Symbol.asyncDispose]();
      await Promise.all([way?.[Symbol.asyncDispose](), gateway[Symbol.asyncDispose]()]);
    },
  };
}
