import { setTimeout as sleep } from "node:timers/promises";
import { NoResponse } from "../../http/types.ts";
import type { Finding, Outcome } from "../../types/outcome.ts";
import type { Beside } from "../../types/runtime.ts";
import { PrerequisiteFailed, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { createRecords } from "../records.ts";
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
  const held = await app.database.hold((seconds + 5) * 1000);
  const answer = await settled(read());
  await held[Symbol.asyncDispose]();
  // What still waits for the lock is let through by now, and whoever waited for that, too.
  await sleep(100);
  const tookMs = await untilGood(read, wellAgainWithinMs);

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
  } else if (status >= 300 && !notNow.includes(status)) {
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
    return { verdict: "failed", share, findings };
  }
  const value = Math.round(exchange.durationMs);
  return { verdict: "passed", measurements: [{ name: "answer while the database hangs", value, unit: "ms" }] };
}
