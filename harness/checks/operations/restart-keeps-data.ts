import { isDeepStrictEqual } from "node:util";
import { defineCheck } from "../check.ts";
import { inSeconds } from "../time-line.ts";
import { logText } from "./log-text.ts";
import { stoppedAndStarted } from "./stopped-and-started.ts";

export default defineCheck({
  id: "operations.restart-keeps-data",
  stage: "disturb",
  timed: true,
  after: ["operations.boots", "stateful.create-then-read"],
  title: "What was stored is there after a restart",
  why: "Services are restarted with every release; what customers entrusted to them must not go with it.",
  hint: "Keep every record in PostgreSQL, none in memory or in a file of the container; never recreate tables at start.",
  async run(context) {
    const { created, read, before, boot, restartLine } = await stoppedAndStarted(context);
    if (!boot.ready) {
      return {
        verdict: "failed",
        share: 0,
        timeLine: restartLine.until("did not start again"),
        findings: [
          {
            message: `It does not start again on the database it used: ${boot.reason}`,
            expected: "ready after a restart",
            detail: logText(boot.logs),
          },
        ],
      };
    }
    const after = await read();
    const isThere =
      before.response.status === after.response.status && sameJson(before.response.body, after.response.body);
    restartLine.answered(after, isThere ? "kept" : "broken");
    const lost = isThere ? "" : ", the record is not there";
    const timeLine = restartLine.until(`ready in ${inSeconds(boot.readyMs)}${lost}`);
    if (isThere) {
      const measurements = [{ name: "restart", value: Math.round(boot.readyMs), unit: "ms" }];
      return { verdict: "passed", measurements, timeLine };
    }
    return {
      verdict: "failed",
      share: 0,
      timeLine,
      findings: [
        {
          message: "A record that was stored before a restart is not there unchanged afterwards.",
          expected: before.response.body,
          received: `${after.response.status} ${after.response.body}`,
          curl: after.curl,
          exchanges: [created.exchange, before, after],
        },
      ],
    };
  },
});

function sameJson(one: string, other: string): boolean {
  if (one === other) return true;
  try {
    return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}
