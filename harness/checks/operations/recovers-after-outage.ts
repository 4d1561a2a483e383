import { NoResponse } from "../../http/types.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { askedForOutage } from "./after-outage.ts";
import { readsWhileAway } from "./reads-while-away.ts";

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
    const { created, recoveredMs, last, timeLine } = await readsWhileAway(context);
    if (recoveredMs !== undefined) {
      const measurements = [{ name: "recovery", value: Math.round(recoveredMs), unit: "ms" }];
      return { verdict: "passed", measurements, timeLine };
    }
    const { readyWithinSeconds } = context.brief.runtime;
    const exchange = last instanceof NoResponse ? last.exchange : last;
    return {
      verdict: "failed",
      share: 0,
      timeLine,
      findings: [
        {
          message: `It does not work again within ${readyWithinSeconds} s after its database was away for a moment.`,
          expected: `the ${mainResource(context.brief).name}, as before the outage`,
          received:
            exchange?.response === undefined ? (exchange?.failure ?? "no answer") : String(exchange.response.status),
          ...(exchange === undefined ? {} : { curl: exchange.curl, exchanges: [created.exchange, exchange] }),
        },
      ],
    };
  },
});
