import { setTimeout as sleep } from "node:timers/promises";
import type { Finding } from "../../types/outcome.ts";
import { atOnce, crowdTimeoutMs } from "../at-once.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";

type Context = StageContexts["runtime"];

const requestsAtOnce = 60;
/** What is still inside a transaction for so long after the last answer is not about to leave it. */
const atRestSeconds = 2;
const looks = 12;

export default defineCheck({
  id: "database.bounded-pool",
  stage: "runtime",
  slow: true,
  timed: true,
  after: ["database.migrates-from-empty", "stateful.create-then-read"],
  title: "Many requests at once share a few database connections, and give them back",
  why: "A database takes about a hundred connections in all. A service that takes them all, or keeps them inside a transaction, stops every other one.",
  hint: "Use one pool of a fixed size for each process, and end each request's transaction (commit or rollback) when the request ends.",
  notAskedBy: (brief) =>
    brief.database?.connectionsAtMost === undefined ? "The brief publishes no bound on connections." : undefined,
  async run(context) {
    const { api, brief, records } = context;
    const most = brief.database?.connectionsAtMost;
    if (most === undefined) throw new Error("not asked by this brief");
    const resource = mainResource(brief);
    const { id, exchange } = await records.create();
    const read = () => api.call(resource.read, { path: { [resource.pathParameter]: id }, timeoutMs: crowdTimeoutMs });
    const answers = atOnce(Array.from({ length: requestsAtOnce }, () => read));
    const during = await connections(context);
    await answers;
    const open = Math.max(during, await connections(context));
    const stuck = await insideTransactions(context);

    const findings: Finding[] = [];
    if (open > most) {
      findings.push({
        message: `${requestsAtOnce} reads at once make it hold ${open} database connections.`,
        expected: `at most ${most}`,
        received: String(open),
        curl: exchange.curl,
      });
    }
    if (stuck.length > 0) {
      findings.push({
        message: `${stuck.length} of its database connections stay inside a transaction when no request is being worked on.`,
        expected: "every transaction ends with the request that began it",
        received: stuck.map((query) => `idle in transaction after: ${query}`).join("\n"),
      });
    }
    const measurements = [{ name: "connections", value: open, unit: "" }];
    if (findings.length === 0) return { verdict: "passed", measurements };
    return { verdict: "failed", share: 1 - findings.length / 2, measurements, findings };
  },
});

async function connections({ runtime }: Context): Promise<number> {
  const [row] = await runtime.database.query(
    `select count(*) as open from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and usename <> 'assay'`,
  );
  return Number(row?.open);
}

/** The last statements of sessions that don't leave their transaction, once every one had the time to. */
async function insideTransactions({ runtime }: Context): Promise<readonly string[]> {
  for (let look = 0; ; look += 1) {
    const inside = await runtime.database.query(
      `select left(query, 200) as query, extract(epoch from clock_timestamp() - state_change) as seconds from pg_stat_activity
       where datname = current_database() and usename <> 'assay' and state like 'idle in transaction%'`,
    );
    const resting = inside.filter(({ seconds }) => Number(seconds) > atRestSeconds);
    if (inside.length === 0) return [];
    if (resting.length > 0 || look === looks) return resting.map(({ query }) => query ?? "");
    await sleep(250);
  }
}
