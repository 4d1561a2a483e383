import { setTimeout as sleep } from "node:timers/promises";
import { NoResponse } from "../../http/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";

type Context = StageContexts["probe"];

/** Far more than any pool of connections or threads has places for. */
const crowd = 200;
/** What waits in a queue when the crowd has gone may still be worked on for a while. */
const recoversWithinMs = 15_000;
const readsInARow = 10;

/** What the crowd itself is told is nobody's business: nobody published how many may come at once. */
export default defineCheck({
  id: "concurrency.pool-recovers",
  stage: "probe",
  slow: true,
  timed: true,
  after: ["stateful.create-then-read"],
  title: "After a rush of clients the service works as before",
  why: "Every service is overrun now and then. It must come back by itself, not wait for someone to restart it.",
  hint: "Give back in a finally block (or a with statement) whatever a request takes: connections, locks, places in a queue.",
  async run(context) {
    const { api, brief, records } = context;
    const resource = mainResource(brief);
    const { id } = await records.create();
    const operation = brief.api.operation(resource.read);
    const path = operation.path.replace(/\{[^}]+\}/, encodeURIComponent(id));
    const request = (headers: string) => [`GET ${path} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`];
    await Promise.all(Array.from({ length: crowd }, () => api.talk(request, { timeoutMs: 10_000 })));

    const examined = `${crowd} connections at once, then ${readsInARow} reads`;
    const started = performance.now();
    let last = await reads(context, id);
    while (last.fault !== undefined && performance.now() - started < recoversWithinMs) {
      await sleep(500);
      last = await reads(context, id);
    }
    if (last.fault === undefined) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 0,
      examined,
      findings: [
        {
          message: `After ${crowd} reads at the same moment, reads are still not answered ${recoversWithinMs / 1000} s later.`,
          expected: `200, ${readsInARow} times in a row`,
          received: last.fault,
          curl: last.curl,
        },
      ],
    };
  },
});

/** One read after the other; what is wrong with the first that does not succeed. */
async function reads({ api, brief }: Context, id: string): Promise<{ readonly fault?: string; readonly curl: string }> {
  const resource = mainResource(brief);
  let curl = "";
  for (let turn = 0; turn < readsInARow; turn += 1) {
    try {
      const { response, ...exchange } = await api.call(resource.read, { path: { [resource.pathParameter]: id } });
      curl = exchange.curl;
      if (response.status !== 200) return { fault: `${response.status} ${response.body.slice(0, 300)}`, curl };
    } catch (error) {
      if (!(error instanceof NoResponse)) throw error;
      return { fault: error.exchange.failure ?? "no answer", curl: error.exchange.curl };
    }
  }
  return { curl };
}
