import type { BootReport, LogLine } from "../../types/runtime.ts";
import type { Readiness } from "./await-ready.ts";

/** How a container beside the app came up; `port` is where it was told to listen. */
export function bootOf(readiness: Readiness, port: number, logs: readonly LogLine[]): BootReport {
  switch (readiness.state) {
    case "ready":
      return { ready: true, readyMs: readiness.readyMs, port, logs };
    case "other-port":
      return { ready: false, reason: `It listens on port ${readiness.port}.`, logs };
    case "failed": {
      const { reason, exitCode } = readiness;
      return { ready: false, reason, logs, ...(exitCode === undefined ? {} : { exitCode }) };
    }
  }
}
