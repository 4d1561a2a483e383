import type { EnvironmentValue } from "../../brief/types.ts";
import { defineCheck } from "../check.ts";
import { logText } from "./log-text.ts";
import { neighboursOf, otherPort } from "./neighbours.ts";

export default defineCheck({
  id: "operations.config-from-environment",
  stage: "runtime",
  timed: true,
  after: ["operations.boots"],
  title: "It runs with other settings as well, without being built anew",
  why: "The same image is tried out, sold to another customer, and moved to another machine; only its settings differ.",
  hint: "Take the port and the database from the environment when the container starts, in the CMD too, and do without what may be unset.",
  notAskedBy: ({ runtime }) =>
    runtime.environment.some(({ value }) => value === "port")
      ? undefined
      : "The brief does not let the port be chosen.",
  async run(context) {
    const { environment } = context.brief.runtime;
    const port = otherPort(context.brief.runtime);
    const nameOf = (wanted: EnvironmentValue) => environment.find(({ value }) => value === wanted)?.name;
    const dataset = nameOf("dataset");
    const settings = `${nameOf("port")}=${port}, an empty database${dataset === undefined ? "" : `, no ${dataset}`}`;
    const { elsewhere } = await neighboursOf(context);
    const boot = await elsewhere;
    if (boot.ready) return { verdict: "passed", examined: settings };
    return {
      verdict: "failed",
      share: 0,
      examined: settings,
      findings: [
        {
          message: `Started with other settings (${settings}) it does not come up: ${boot.reason}`,
          expected: `it is ready on port ${port}`,
          detail: logText(boot.logs),
        },
      ],
    };
  },
});
