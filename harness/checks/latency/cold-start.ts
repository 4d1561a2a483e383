import { logText } from "../operations/log-text.ts";
import { defineCheck } from "../check.ts";

export default defineCheck({
  id: "latency.cold-start",
  stage: "boot",
  timed: true,
  after: ["operations.boots"],
  title: "It is ready within the published time after its start",
  why: "While a service starts, it serves nobody: after a crash, in each release, and when a second one is needed at once.",
  hint: "Look at what happens between the start and the first answer of the ready path: waiting, imports, migrations, loading data row by row.",
  run({ boot, brief }) {
    const { ready, readyWithinSeconds } = brief.runtime;
    if (!boot.ready) return { verdict: "blocked", by: "operations.boots", reason: boot.reason };
    const seconds = Math.round(boot.readyMs / 100) / 10;
    const measurements = [{ name: "ready after", value: seconds, unit: "s" }];
    if (boot.readyMs <= readyWithinSeconds * 1000) return { verdict: "passed", measurements };
    return {
      verdict: "failed",
      share: 0,
      measurements,
      findings: [
        {
          message: `${ready} says that it is ready ${seconds} s after the start.`,
          expected: `within ${readyWithinSeconds} s`,
          received: `${seconds} s`,
          detail: logText(boot.logs),
        },
      ],
    };
  },
});
