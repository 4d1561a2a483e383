import { setTimeout as sleep } from "node:timers/promises";
import { type Answered, NoResponse } from "../../http/types.ts";
import type { Finding, Outcome } from "../../types/outcome.ts";
import type { Beside } from "../../types/runtime.ts";
import { PrerequisiteFailed, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { createRecords } from "../records.ts";
import { inSeconds, recordTimeLine, recoveredIn } from "../time-line.ts";
import { settled, untilGood } from "./after-outage.ts";

/** What says "not now, ask again": the service or what is behind it is away, or too slow. */
const notNow: readonly number[] = [503, 504];
/** How long a service may take to be well again once its database is. */
const wellAgainWithinMs = 10_000;

/** Reads a record of another container's while every table of its database is locked, and afterwards; takes the container away. */
export async function whileTablesAreLocked(
  { api, brief, random }: StageContexts["runtime"],
  beside: Beside,
): Promise<Outcome> {
  await using app = beside;
  const { slowDatabaseAnsweredWithinSeconds: seconds } = brief.runtime;
  if (seconds === undefined) return { verdict: "not-applicable", reason: "Not published." };
  if (!app.boot.ready) {
    throw new PrerequisiteFailed("operations.config-from-environment", { message: app.boot.reason });
  }
  await using client = api.at(app.baseUrl);
  const resource = mainResource(brief);
  const created = await createRecords({ api: client, brief, random }).create();
  const read = () =>
    client.call(resource.read, { path: { [resource.pathParameter]: created.id }, timeoutMs: seconds * 1000 });
  const line = recordTimeLine(
    "Database hanging",
    `503 or 504 within ${seconds} s, and it works again once the database does`,
  );
  const held = await app.database.hold((seconds + 5) * 1000);
  line.did("tables locked");
  const answer = await settled(read());
  const isInTime = !(answer instanceof NoResponse);
  line.answered(answer, isInTime && (isWell(answer) || saysNotNow(answer)) ? "kept" : "broken");
  const said = isInTime ? `answered after ${inSeconds(answer.durationMs)}` : "never answered";
  await held[Symbol.asyncDispose]();
  line.did("tables released");
  // What still waits for the lock is let through by now, and whoever waited for that, too.
  await sleep(100);
  const tookMs = await untilGood(read, wellAgainWithinMs, line);
  const timeLine = line.until(`${said}, ${recoveredIn(tookMs, wellAgainWithinMs)}`);

  const exchange = answer instanceof NoResponse ? answer.exchange : answer;
  const evidence = { curl: exchange.curl, exchanges: [created.exchange, exchange] };
  const status = exchange.response?.status;
  const findings: Finding[] = [];
  if (status === undefined) {
    findings.push({
      message: `A read whose statement waits in the database is not answered within ${seconds} s.`,
      expected: "503 or 504 before that",
      received: exchange.failure ?? "no answer",
      ...evidence,
    });
  } else if (isInTime && !isWell(answer) && !saysNotNow(answer)) {
    findings.push({
      message: `A read whose statement waits in the database for too long is answered with ${status}.`,
      expected: "503 or 504: it is not the client's fault, and may work later",
      received: `${status} ${exchange.response?.body.slice(0, 300)}`,
      ...evidence,
    });
  }
  if (tookMs === undefined) {
    findings.push({
      message: `It does not answer again within ${wellAgainWithinMs / 1000} s after its database was slow.`,
      expected: `the ${resource.name}, as before`,
      ...evidence,
    });
  }
  if (findings.length > 0) {
    const share = status === undefined || tookMs === undefined ? 0 : 0.5;
    return { verdict: "failed", share, findings, timeLine };
  }
  const value = Math.round(exchange.durationMs);
  return {
    verdict: "passed",
    measurements: [{ name: "answer while the database hangs", value, unit: "ms" }],
    timeLine,
  };
}

/** Neither is an app to blame that needs no database for a read. */
function isWell({ response }: Answered): boolean {
  return response.status < 300;
}

function saysNotNow({ response }: Answered): boolean {
  return notNow.includes(response.status);
}
