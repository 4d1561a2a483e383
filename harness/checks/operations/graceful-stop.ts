import { NoResponse } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { isCleanStop, stoppedAndStarted } from "./stopped-and-started.ts";

export default defineCheck({
  id: "operations.graceful-stop",
  stage: "disturb",
  timed: true,
  after: ["operations.boots", "stateful.create-then-read"],
  title: "It stops when asked, and finishes what it is doing first",
  why: "Every release stops the old version. Customers whose request is being worked on at that moment must still get their answer.",
  hint: "Start the server with exec (CMD in JSON form) so that it gets SIGTERM itself, and let it finish open requests.",
  async run(context) {
    const { inFlight, stop, stopLine: timeLine } = await stoppedAndStarted(context);
    const seconds = context.brief.runtime.stopsWithinSeconds;
    const findings: Finding[] = [];
    if (stop.killed) {
      findings.push({
        message: `It did not stop within ${seconds} s of SIGTERM and had to be killed.`,
        expected: `ends by itself within ${seconds} s`,
        received: "SIGKILL",
      });
    } else if (!isCleanStop(stop)) {
      findings.push({
        message: `It ended with exit code ${stop.exitCode} when asked to stop.`,
        expected: "exit code 0",
        received: String(stop.exitCode),
      });
    }
    const { isWaiting, answer } = inFlight;
    if (isWaiting && answer instanceof NoResponse) {
      findings.push({
        message: "A request that was being worked on when SIGTERM came was cut off.",
        expected: "the request is answered before the process ends",
        received: answer.exchange.failure ?? "no answer",
        curl: answer.exchange.curl,
        exchanges: [answer.exchange],
      });
    }
    if (findings.length === 0) {
      const measurements = [{ name: "stop", value: Math.round(stop.durationMs), unit: "ms" }];
      return { verdict: "passed", measurements, timeLine };
    }
    return { verdict: "failed", share: stop.killed ? 0 : 0.5, findings, timeLine };
  },
});
