import { setTimeout as sleep } from "node:timers/promises";
import { NoResponse } from "../../http/types.ts";
import type { Exchange } from "../../types/exchange.ts";
import type { StageContexts } from "../check.ts";
import { defineCheck } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { askedForRobustness, robustnessOf } from "./asked.ts";

/** Between two bytes of a slow client, in milliseconds: no server takes it for dead. */
const pauseMs = 200;
/** Enough for all workers to have met one of the slow clients. */
const settleMs = 300;
const ordinaryRequests = 6;

export default defineCheck({
  id: "robustness.slow-client-does-not-block-others",
  stage: "probe",
  timed: true,
  after: ["operations.boots", "operations.health"],
  title: "A few slow clients keep nobody waiting",
  why: "Somebody with a bad mobile connection must not stop the service for everybody else, and nobody should be able to on purpose.",
  hint: "Start gunicorn with threads (--worker-class gthread --threads 8): a sync worker waits for one client at a time.",
  notAskedBy: askedForRobustness,
  async run({ api, brief }) {
    const { slowClients, answersWithinSeconds } = robustnessOf(brief);
    const stop = new AbortController();
    const slow = Array.from({ length: slowClients }, () =>
      api.talk((headers) => slowRequest({ brief }, headers), { pauseMs, timeoutMs: 120_000, signal: stop.signal }),
    );
    try {
      await sleep(settleMs);
      for (let asked = 0; asked < ordinaryRequests; asked += 1) {
        const exchange = await answered(() =>
          api.send("GET", brief.runtime.alive, { timeoutMs: answersWithinSeconds * 1000 }),
        );
        if (exchange.response !== undefined) continue;
        return {
          verdict: "failed",
          share: 0,
          findings: [
            {
              message: `While ${slowClients} clients send their bodies slowly, an ordinary request gets no answer.`,
              expected: `an answer within ${answersWithinSeconds} s`,
              received: exchange.failure ?? "nothing",
              curl: slowCurl({ brief }, slowClients),
              exchanges: [exchange],
            },
          ],
        };
      }
      return { verdict: "passed", examined: `${ordinaryRequests} requests beside ${slowClients} slow clients` };
    } finally {
      stop.abort();
      await Promise.all(slow);
    }
  },
});

/** A create whose body comes one byte at a time. */
function slowRequest({ brief }: Pick<StageContexts["probe"], "brief">, headers: string): readonly string[] {
  const { path } = brief.api.operation(mainResource(brief).create);
  const body = " ".repeat(1_000);
  return [
    `POST ${path} HTTP/1.1\r\n${headers}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    ...body,
  ];
}

function slowCurl({ brief }: Pick<StageContexts["probe"], "brief">, clients: number): string {
  const { path } = brief.api.operation(mainResource(brief).create);
  return [
    "head -c 9999 /dev/zero > body",
    `for i in $(seq ${clients}); do curl -s --limit-rate 10 -u "$API_USERNAME:$API_PASSWORD" --json @body "$BASE_URL${path}" & done`,
    "sleep 1",
    `curl -i "$BASE_URL${brief.runtime.alive}"`,
  ].join("; ");
}

async function answered(ask: () => Promise<Exchange>): Promise<Exchange> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoResponse) return error.exchange;
    throw error;
  }
}
