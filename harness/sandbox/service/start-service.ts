import type Docker from "dockerode";
import type { DataRecord, RuntimeContract } from "../../brief/types.ts";
import type { BootReport, Runtime } from "../../types/runtime.ts";
import { fillTmp } from "../container/fill-tmp.ts";
import { filesWith } from "../container/files-with.ts";
import { readLogs } from "../container/read-logs.ts";
import { databaseProbe } from "../database/probe.ts";
import { type Gateway, startGateway } from "../network/gateway.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { awaitReady } from "./await-ready.ts";
import { type FirstApp, startBeside } from "./beside.ts";
import { datasetVolume } from "./dataset-volume.ts";
import { environmentOf } from "./environment.ts";
import { type LaunchedApp, launchApp } from "./launch-app.ts";
import { type HeldToCores, holdToCores } from "./hold-to-cores.ts";
import { type Reference, startReference } from "./reference.ts";
import { startTogether } from "./together.ts";
import { startWithout } from "./start-without.ts";
import { memoryOf, processesOf, stopContainer } from "./container-life.ts";

export interface ServiceOptions {
  readonly image: string;
  readonly contract: RuntimeContract;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly dataset: readonly DataRecord[] | undefined;
  readonly signal: AbortSignal;
}

/** The running app with its own database, reachable at one base URL. */
export interface Service extends AsyncDisposable {
  /** How it came up the first time. */
  readonly boot: BootReport;
  /** http://127.0.0.1:PORT, through the gateway; undefined where it never came up. */
  readonly baseUrl: string | undefined;
  readonly runtime: Runtime;
  readonly notices: readonly string[];
  /** Base URL of assay's reference app, under the same limits; started when first asked for. */
  referenceUrl(): Promise<string>;
  /** Holds the app and the reference app to the same cores, for a measurement; what asks them has the others. */
  heldToCores(): Promise<HeldToCores>;
}

const alias = "app";
/** What the app may come to need while its /tmp is full. */
const spareBytes = 64 * 1024 * 1024;

/** Starts the app on an empty database, under the limits of the run, and waits until it is ready or it is clear that it will not be. */
export async function startService(sandbox: Sandbox, options: ServiceOptions): Promise<Service> {
  const database = await sandbox.database();
  const [databaseUrl, volume] = await Promise.all([
    database.create("app"),
    options.dataset === undefined ? undefined : datasetVolume(sandbox, options.dataset),
  ]);
  const notices = new Set<string>();
  let port = options.contract.port;
  let gateway: Gateway = await startGateway(sandbox, "gateway", sandbox.network, `${alias}:${port}`);
  let app: LaunchedApp | undefined;
  let writableRoot = false;
  let refusedWrite: string | undefined;
  let starts = 0;
  let moved = false;

  const takeAway = async (): Promise<void> => await app?.[Symbol.asyncDispose]();

  const launch = async (credentials: ServiceOptions["credentials"]): Promise<Docker.Container> => {
    await takeAway();
    starts += 1;
    app = await launchApp(sandbox, `app-${starts}`, {
      image: options.image,
      environment: environmentOf({ ...options, credentials }, databaseUrl),
      alias,
      dataset: volume,
      writableRoot,
    });
    return app.container;
  };

  const start: Runtime["start"] = async ({ credentials } = options) => {
    // Who filled the disk once would do it again.
    if (app?.over !== undefined) return { ready: false, reason: `It was stopped, because it ${app.over}.`, logs: [] };
    const launched = await launch(credentials);
    const readiness = await awaitReady({
      container: launched,
      url: gateway.url,
      port,
      contract: options.contract,
      withinMs: sandbox.limits.bootSeconds * 1000,
      signal: options.signal,
    });
    if (readiness.state === "other-port" && !moved) {
      moved = true;
      notices.add(
        `It listens on port ${readiness.port}, not on $PORT (${options.contract.port}); it was tested there.`,
      );
      port = readiness.port;
      await gateway[Symbol.asyncDispose]();
      gateway = await startGateway(sandbox, "gateway-2", sandbox.network, `${alias}:${port}`);
      return await start({ credentials });
    }
    const logs = await readLogs(launched);
    if (readiness.state === "ready") {
      for (const notice of readiness.notices) notices.add(notice);
      return { ready: true, readyMs: readiness.readyMs, port, logs, ...(refusedWrite && { refusedWrite }) };
    }
    const refused = logs.find(({ text }) => /read-only file system|EROFS/i.test(text))?.text;
    if (!writableRoot && refused !== undefined) {
      notices.add("It needs to write outside /tmp: it was started again with a writable file system.");
      writableRoot = true;
      refusedWrite = refused;
      return await start({ credentials });
    }
    if (readiness.state === "other-port") {
      const elsewhere = `It listens on port ${readiness.port} now, and on another one each time that it starts.`;
      return { ready: false, reason: elsewhere, logs };
    }
    const { exitCode } = readiness;
    const reason = app?.over === undefined ? readiness.reason : `It was stopped, because it ${app.over}.`;
    return { ready: false, reason, logs, ...(exitCode === undefined ? {} : { exitCode }) };
  };

  const current = (): Docker.Container => {
    if (app === undefined) throw new Error("The app has not been started.");
    return app.container;
  };
  const boot = await start();
  const firstApp = (): FirstApp => ({ options, databaseUrl, database: "app", port, dataset: volume, writableRoot });
  const runtime: Runtime = {
    boot,
    logs: () => readLogs(current()),
    filesWith: (text) => filesWith(current(), text),
    processes: () => processesOf(current()),
    stop: (stopOptions) => stopContainer(current(), stopOptions),
    start,
    beside: (besideOptions) => startBeside(sandbox, firstApp(), besideOptions),
    together: (togetherOptions) => startTogether(sandbox, firstApp(), togetherOptions),
    startWithout: (withoutOptions) => startWithout(sandbox, firstApp(), withoutOptions),
    memoryBytes: () => memoryOf(current()),
    async fillTmp() {
      const { memoryBytes, tmpBytes } = sandbox.limits;
      const hasRoom = (await memoryOf(current())) + tmpBytes + spareBytes < memoryBytes;
      return hasRoom ? await fillTmp(current(), 2 * tmpBytes) : undefined;
    },
    database: databaseProbe(database, "app"),
    secrets: secretsOf(options.credentials, databaseUrl),
  };
  let started: Promise<Reference> | undefined;
  const reference = (): Promise<Reference> => {
    started ??= startReference(sandbox, options.signal);
    return started;
  };
  return {
    boot,
    baseUrl: boot.ready ? gateway.url : undefined,
    runtime,
    notices: [...notices],
    referenceUrl: async () => (await reference()).url,
    async heldToCores() {
      const { container } = await reference();
      return await holdToCores(sandbox.engine, [current(), container], sandbox.limits.cpus);
    },
    [Symbol.asyncDispose]: takeAway,
  };
}

/** What the app is told and must keep to itself. */
function secretsOf({ username, password }: ServiceOptions["credentials"], databaseUrl: string): Runtime["secrets"] {
  return [
    { what: "the password of the API", text: password },
    { what: "an Authorization header", text: Buffer.from(`${username}:${password}`).toString("base64") },
    // Of the client's wrong-username, whom nobody lets in.
    { what: "an Authorization header", text: Buffer.from(`not-${username}:${password}`).toString("base64") },
    { what: "the password of the database", text: new URL(databaseUrl).password },
  ];
}
