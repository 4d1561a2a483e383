import type { Answered } from "../../http/types.ts";
import { NoResponse } from "../../http/types.ts";
import type { Exchange } from "../../types/exchange.ts";
import type { Finding } from "../../types/outcome.ts";
import { guardedOperation, plausibleRequest } from "../auth/asked.ts";
import type { StageContexts } from "../check.ts";
import { robustnessOf } from "./asked.ts";

/** As many as a server is likely to have workers: one that is stuck would be met. */
const asks = 4;

/**
 * Asks for the health and for the list (or a record) some times, and gives what is wrong where one of them is not answered within
 * the published time. What the answer says is the business of others, as long as it is no server error.
 */
export async function stillServes(
  { api, brief }: Pick<StageContexts["probe"], "api" | "brief">,
  after: string,
): Promise<Finding | undefined> {
  const seconds = robustnessOf(brief).answersWithinSeconds;
  const timeoutMs = seconds * 1000;
  const operation = guardedOperation(brief);
  for (let asked = 0; asked < asks; asked += 1) {
    for (const ask of [
      () => api.send("GET", brief.runtime.alive, { timeoutMs }),
      () => api.call(operation.id, { ...plausibleRequest(operation), timeoutMs }),
    ]) {
      const exchange = await answered(ask);
      const { response } = exchange;
      if (response !== undefined && response.status < 500) continue;
      return {
        message: `${after}, an ordinary request is not answered as before.`,
        expected: `an answer within ${seconds} s that is no server error`,
        received:
          response === undefined
            ? (exchange.failure ?? "nothing")
            : `${response.status} ${response.body.slice(0, 300)}`,
        curl: exchange.curl,
        exchanges: [exchange],
      };
    }
  }
  return undefined;
}

async function answered(ask: () => Promise<Answered>): Promise<Exchange> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoResponse) return error.exchange;
    throw error;
  }
}
