import { setTimeout as sleep } from "node:timers/promises";
import { NoResponse } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import type { HeldTables, Runtime } from "../../types/runtime.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { inSeconds, recordTimeLine } from "../time-line.ts";
import { settled } from "./after-outage.ts";

/** A process that ends by the signal's default action (128 + 15) ended when it was asked to. */
const cleanExits = [0, 143];

export default defineCheck({
  id: "operations.graceful-stop",
  stage: "disturb",
  timed: true,
  after: ["operations.boots", "stateful.create-then-read"],
  title: "It stops when asked, and finishes what it is doing first",
  why: "Every release stops the old version. Customers whose request is being worked on at that moment must still get their answer.",
  hint: "Start the server with exec (CMD in JSON form) so that it gets SIGTERM itself, and let it finish open requests.",
  async run({ api, brief, records, runtime }) {
    const resource = mainResource(brief);
    const created = await records.create();
    const seconds = brief.runtime.stopsWithinSeconds;
    const line = recordTimeLine("Stop", `finishes what it is doing and ends within ${seconds} s of SIGTERM`);
    const held = await runtime.database.hold(5_000);
    line.did("a read begins, and waits in the database");
    const inFlight = settled(api.call(resource.read, { path: { [resource.pathParameter]: created.id } }));
    const isWaiting = await waitsForLock(held);
    line.did("SIGTERM");
    const report = await runtime.stop({
      graceSeconds: seconds,
      whileStopping: async () => {
        // Time for the signal to arrive and be handled while the request is still open.
        await sleep(300);
        await held[Symbol.asyncDispose]();
        line.did("the read may go on");
        const answer = await inFlight;
        line.answered(answer, answer instanceof NoResponse ? (isWaiting ? "broken" : "seen") : "kept");
      },
    });
    const answer = await inFlight;
    const isClean = !report.killed && cleanExits.includes(report.exitCode);
    line.saw(
      report.killed ? "had to be killed" : `ended with exit code ${report.exitCode}`,
      isClean ? "kept" : "broken",
    );
    const timeLine = line.until(
      report.killed ? `did not stop in ${seconds} s` : `stopped in ${inSeconds(report.durationMs)}`,
    );
    await startAgain(runtime);

    const findings: Finding[] = [];
    if (report.killed) {
      findings.push({
        message: `It did not stop within ${seconds} s of SIGTERM and had to be killed.`,
        expected: `ends by itself within ${seconds} s`,
        received: "SIGKILL",
      });
    } else if (!cleanExits.includes(report.exitCode)) {
      findings.push({
        message: `It ended with exit code ${report.exitCode} when asked to stop.`,
        expected: "exit code 0",
        received: String(report.exitCode),
      });
    }
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
      const measurements = [{ name: "stop", value: Math.round(report.durationMs), unit: "ms" }];
      return { verdict: "passed", measurements, timeLine };
    }
    return { verdict: "failed", share: report.killed ? 0 : 0.5, findings, timeLine };
  },
});

/** True once the app's statement waits for the lock; false when it never does (it may not need the database for a read). */
async function waitsForLock(held: HeldTables): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if ((await held.waiting()) > 0) return true;
    await sleep(50);
  }
  return false;
}

async function startAgain(runtime: Runtime): Promise<void> {
  const boot = await runtime.start();
  if (!boot.ready) throw new Error(`The app did not start again after the stop: ${boot.reason}`);
}
