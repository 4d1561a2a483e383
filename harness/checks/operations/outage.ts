import { setTimeout as sleep } from "node:timers/promises";
import { type Answered, NoResponse } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { inSeconds, recordTimeLine, recoveredIn, type TimeLineRecorder } from "../time-line.ts";
import { askedForOutage, isGood, settled, untilReadyAgain } from "./after-outage.ts";

/** Half as much again as the document gives, so that nobody fails by a second of ours. */
const noticedWithinMs = 15_000;

type Context = StageContexts["disturb"];

export default defineCheck({
  id: "operations.outage",
  stage: "disturb",
  timed: true,
  after: ["operations.boots", "operations.health"],
  title: "Without its database it says that it is not ready, and stays alive",
  why: "The platform then sends customers elsewhere, and does not restart, again and again, what a restart can't help.",
  hint: "Ask the database in the readiness check, with a short timeout, and answer 503 when it does not answer; leave it out of the liveness check.",
  notAskedBy: askedForOutage,
  async run(context) {
    const { alive, ready, readyWithinSeconds } = context.brief.runtime;
    const line = recordTimeLine(
      "Database away",
      `${ready} soon answers 503, and 2xx again within ${readyWithinSeconds} s once it is back; ${alive} stays 2xx`,
    );
    let findings: readonly Finding[];
    let said: string;
    {
      await using _outage = await context.runtime.database.cutOff();
      line.did("database cut off");
      const notReady = await readinessFault(context, line);
      said = notReady === undefined ? `said so after ${inSeconds(line.elapsedMs)}` : "never said so";
      findings = [notReady, await livenessFault(context, line)].filter((fault) => fault !== undefined);
    }
    line.did("database back");
    const tookMs = await untilReadyAgain(context, line);
    const timeLine = line.until(`${said}, ${recoveredIn(tookMs, readyWithinSeconds * 1000)}`);
    if (findings.length === 0) return { verdict: "passed", timeLine };
    return { verdict: "failed", share: 1 - findings.length / 2, findings, timeLine };
  },
});

async function readinessFault({ api, brief }: Context, line: TimeLineRecorder): Promise<Finding | undefined> {
  const path = brief.runtime.ready;
  const deadline = performance.now() + noticedWithinMs;
  let last: Answered | NoResponse;
  do {
    const timeoutMs = Math.max(1_000, Math.round(deadline - performance.now()));
    last = await settled(api.send("GET", path, { as: "anonymous", timeoutMs }));
    const isTold = !(last instanceof NoResponse) && last.response.status === 503;
    line.answered(last, isTold ? "kept" : "seen");
    if (isTold) return undefined;
    await sleep(250);
  } while (performance.now() < deadline);
  line.saw(`no 503 after ${noticedWithinMs / 1000} s`, "broken");
  return faultOf(`${path} does not say 503 when the database is away.`, "503", last);
}

async function livenessFault({ api, brief }: Context, line: TimeLineRecorder): Promise<Finding | undefined> {
  const path = brief.runtime.alive;
  const answer = await settled(api.send("GET", path, { as: "anonymous" }));
  line.answered(answer, isGood(answer) ? "kept" : "broken");
  if (isGood(answer)) return undefined;
  return faultOf(`${path} does not say that the process is alive when the database is away.`, "2xx", answer);
}

function faultOf(message: string, expected: string, answer: Answered | NoResponse): Finding {
  const exchange = answer instanceof NoResponse ? answer.exchange : answer;
  return {
    message,
    expected,
    received:
      exchange.response === undefined
        ? (exchange.failure ?? "no answer")
        : `${exchange.response.status} ${exchange.response.body.slice(0, 300)}`,
    curl: exchange.curl,
    exchanges: [exchange],
  };
}
