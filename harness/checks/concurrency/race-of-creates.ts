import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { atOnce, crowdTimeoutMs } from "../at-once.ts";
import { PrerequisiteFailed, type StageContexts } from "../check.ts";
import { storedCount } from "../idempotency/stored.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";

type Context = StageContexts["probe"];

const parallel = 8;

/**
 * Sends equal creates at the same moment: one succeeds, the others get the published refusal. "not here": too many server errors
 * to tell, which contract.no-server-error names. Throws PrerequisiteFailed where a create that is refused in a race is not refused
 * by itself.
 */
export async function raceOfCreates(context: Context): Promise<Finding | "not here" | undefined> {
  const { api, brief, records } = context;
  const { create, name, exclusive } = mainResource(brief);
  if (exclusive === undefined) throw new Error("not asked by this brief");
  const { overrides, query } = partitionQuery(context);
  const json = records.body(overrides);
  const answers = await atOnce(
    Array.from({ length: parallel }, () => () => api.call(create, { json, timeoutMs: crowdTimeoutMs })),
  );
  const winners = answers.filter(({ response: { status } }) => status < 300);
  const others = answers.filter(({ response: { status } }) => status >= 300 && status < 500);
  const stored = (await storedCount(context, query)) ?? winners.length;
  const count = Math.max(winners.length, stored);
  if (count > 1) await mustExclude(context);
  const [first] = answers;
  const evidence = { curl: `${first?.curl}  # ${parallel} of these at the same time` };
  if (count > 1) {
    return {
      message: `Of ${parallel} equal creates at the same moment, ${count} succeed.`,
      expected: `one ${name}, and ${exclusive.refused} for every other`,
      received: `${winners.length} successes, ${stored} stored`,
      ...evidence,
      exchanges: winners.slice(0, 3),
    };
  }
  const odd = others.find(({ response: { status } }) => status !== exclusive.refused);
  if (odd !== undefined) {
    return {
      message: `Of ${parallel} equal creates at the same moment, one is not refused as documented.`,
      expected: String(exclusive.refused),
      received: `${odd.response.status} ${odd.response.body.slice(0, 300)}`,
      ...evidence,
      exchanges: [odd],
    };
  }
  if (others.length < parallel || winners.length > 0) return winners.length === 1 ? undefined : "not here";
  return {
    message: `Of ${parallel} equal creates at the same moment, none succeeds.`,
    expected: `one ${name}`,
    received: `${others.length} times ${exclusive.refused}`,
    ...evidence,
    exchanges: others.slice(0, 2),
  };
}

/** One after the other, only the first may succeed; where that is not so already, no race is needed to see the fault. */
async function mustExclude({ api, brief, records }: Context): Promise<void> {
  const { create, name } = mainResource(brief);
  const json = records.body();
  const exchanges: Answered[] = [];
  for (let sent = 0; sent < 2; sent += 1) exchanges.push(await api.call(create, { json }));
  if (exchanges.some(({ response: { status } }) => status >= 300)) return;
  const message = `One ${name} after the other that exclude each other, both are accepted.`;
  throw new PrerequisiteFailed("stateful.exclusive", { message, exchanges });
}
