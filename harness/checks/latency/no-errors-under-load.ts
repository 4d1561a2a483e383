import { tally } from "../share.ts";
import { defineCheck } from "../check.ts";
import { measured } from "./measured.ts";

export default defineCheck({
  id: "latency.no-errors-under-load",
  stage: "load",
  timed: true,
  after: ["operations.boots", "stateful.create-then-read"],
  title: "Nothing fails while many requests come at a steady rate",
  why: "A service that works for one user and refuses every hundredth request of a busy hour loses orders when there are the most of them.",
  hint: "Look into the log for these requests: a pool that is too small or waits too briefly, connections that are not given back, a limit of requests.",
  notAskedBy: (brief) => (brief.latency === undefined ? "The brief publishes no rate of requests." : undefined),
  async run(context) {
    const seen = tally();
    let sent = 0;
    for (const [kind, { comparison, curl }] of await measured(context)) {
      const { failures, requests } = comparison;
      sent += requests;
      if (failures.length === 0) {
        seen.ok(kind);
        continue;
      }
      const each = [...Map.groupBy(failures, (failure) => failure)].map(([what, all]) => `${all.length} x ${what}`);
      seen.wrong(kind, {
        message: `${failures.length} of ${requests} requests (${kind}) failed at ${context.brief.latency?.[kind]?.requestsPerSecond} a second.`,
        expected: "every one is answered with 2xx, as it is without load",
        received: each.join(", "),
        curl,
      });
    }
    return (
      seen.outcome((kinds) => `${sent} requests of ${kinds} kinds`) ?? {
        verdict: "not-applicable",
        reason: "Without load, too, none of these requests is answered with 2xx.",
      }
    );
  },
});
