import { defineCheck } from "../check.ts";
import { logText } from "./log-text.ts";

export default defineCheck({
  id: "operations.boots",
  stage: "boot",
  timed: true,
  after: ["operations.builds"],
  title: "It starts on an empty database and says when it is ready",
  why: "A service that needs somebody's hand to start can't be deployed, moved or restarted by a machine.",
  hint: "Start the container with an empty database and only the published variables; migrate at start; listen on 0.0.0.0 and $PORT.",
  run({ boot, brief }) {
    if (boot.ready) {
      return {
        verdict: "passed",
        measurements: [{ name: "ready after", value: Math.round(boot.readyMs), unit: "ms" }],
      };
    }
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: boot.reason,
          expected: `${brief.runtime.ready} answers 2xx within ${brief.runtime.readyWithinSeconds} s of the start`,
          detail: logText(boot.logs),
        },
      ],
    };
  },
});
