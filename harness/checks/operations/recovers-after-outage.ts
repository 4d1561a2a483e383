import { setTimeout as sleep } from "node:timers/promises";
import { type CreatedRecord, defineCheck, PrerequisiteFailed, type Records } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { askedForOutage, settled, untilGood, untilReadyAgain } from "./after-outage.ts";

/** Enough that every process and thread of a small server meets the outage. */
const requestsWhileAway = 16;

export default defineCheck({
  id: "operations.recovers-after-outage",
  stage: "disturb",
  timed: true,
  after: ["operations.boots", "stateful.create-then-read"],
  title: "When its database is back it works again, without a restart",
  why: "Databases are restarted for updates at night. Nobody should have to get up to restart what uses them.",
  hint: "Use a connection pool that tests its connections (pool_pre_ping, check_connection), and never keep one connection in a global variable.",
  notAskedBy: askedForOutage,
  async run(context) {
    const { api, brief, records, runtime } = context;
    const resource = mainResource(brief);
    const created = await createdInTime(records, brief.runtime.readyWithinSeconds * 1000);
    const read = () => api.call(resource.read, { path: { [resource.pathParameter]: created.id } });
    {
      await using _outage = await runtime.database.cutOff();
      await Promise.all(Array.from({ length: requestsWhileAway }, () => settled(read())));
    }
    const seconds = brief.runtime.readyWithinSeconds;
    const took = await untilGood(read, seconds * 1000);
    if (took !== undefined) {
      return { verdict: "passed", measurements: [{ name: "recovery", value: Math.round(took), unit: "ms" }] };
    }
    const last = await settled(read());
    const exchange = "exchange" in last ? last.exchange : last;
    await runtime.start();
    await untilReadyAgain(context);
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: `It does not work again within ${seconds} s after its database was away for a moment.`,
          expected: `the ${resource.name}, as before the outage`,
          received:
            exchange.response === undefined ? (exchange.failure ?? "no answer") : String(exchange.response.status),
          curl: exchange.curl,
          exchanges: [created.exchange, exchange],
        },
      ],
    };
  },
});

/** A new record. An outage that another check made may have left connections that fail once more: it tries again, `withinMs` long. */
async function createdInTime(records: Records, withinMs: number): Promise<CreatedRecord> {
  const started = performance.now();
  for (;;) {
    try {
      return await records.create();
    } catch (error) {
      if (!(error instanceof PrerequisiteFailed) || performance.now() - started >= withinMs) throw error;
      await sleep(100);
    }
  }
}
