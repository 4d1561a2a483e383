import { setTimeout as sleep } from "node:timers/promises";
import type { StartWithout } from "../../types/runtime.ts";
import { readLogs } from "../container/read-logs.ts";
import { onEngine } from "../engine-trouble.ts";
import { type Gateway, startGateway } from "../network/gateway.ts";
import type { Sandbox } from "../open-sandbox.ts";
import type { FirstApp } from "./beside.ts";
import { environmentOf } from "./environment.ts";
import { launchApp } from "./launch-app.ts";
import { listenersIn } from "./listening.ts";
import { namesVariable } from "./names-variable.ts";
import { statusOf } from "./status-of.ts";

const pollMs = 100;
/** What misses a setting has mostly ended before this; only then is a look inside worth its exec. */
const lookAfterMs = 2_000;
const lookEveryMs = 1_000;

/**
 * Starts a container of the app's image without one variable, and waits until it ends, says that it is ready, says that it is not
 * and names the variable in its log, or the time is over. It is gone when this returns.
 */
export async function startWithout(
  sandbox: Sandbox,
  app: FirstApp,
  { variable, withinMs }: { readonly variable: string; readonly withinMs: number },
): Promise<StartWithout> {
  const { options } = app;
  const { [variable]: _left, ...environment } = environmentOf(options, app.databaseUrl);
  const name = `without-${variable.toLowerCase().replaceAll("_", "-")}`;
  await using launched = await launchApp(sandbox, name, {
    image: options.image,
    environment,
    alias: name,
    dataset: app.dataset,
    writableRoot: app.writableRoot,
  });
  const { container } = launched;
  let gateway: Gateway | undefined;
  const readiness = async (): Promise<number | undefined> => {
    if (gateway === undefined && !(await listenersIn(container)).some(({ port }) => port === app.port))
      return undefined;
    gateway ??= await startGateway(sandbox, `${name}-gateway`, sandbox.network, `${name}:${app.port}`);
    return await statusOf(gateway.url + options.contract.ready);
  };
  const said = async (): Promise<Pick<StartWithout, "logs" | "named">> => {
    const logs = await readLogs(container);
    return { logs, named: logs.some(({ text }) => namesVariable(text, variable)) };
  };
  try {
    const started = performance.now();
    let nextLook = lookAfterMs;
    while (performance.now() - started < withinMs && !options.signal.aborted) {
      const { State } = await onEngine("inspect the app", () => container.inspect());
      if (!State.Running) return { ended: true, exitCode: State.ExitCode, ...(await said()) };
      if (performance.now() - started > nextLook) {
        nextLook += lookEveryMs;
        const status = await readiness();
        const word = await said();
        if (status !== undefined && status >= 200 && status < 300) return { ended: false, ready: true, ...word };
        if (status !== undefined && word.named) return { ended: false, ready: false, ...word };
      }
      await sleep(pollMs);
    }
    return { ended: false, ready: false, ...(await said()) };
  } finally {
    await gateway?.[Symbol.asyncDispose]();
  }
}
