import { say } from "./say.ts";

/**
 * A signal that fires on the first Ctrl-C or SIGTERM, so that the run can tear down. A second one is told to wait: teardown is
 * bounded, and what would be left is removed by the next run.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) say("Still removing what was started; it takes a few seconds.");
      else controller.abort(name);
    });
  }
  return controller.signal;
}
