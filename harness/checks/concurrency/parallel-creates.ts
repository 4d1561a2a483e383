import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { atOnce, crowdTimeoutMs } from "../at-once.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { storedCount } from "../idempotency/stored.ts";
import { differentMembers, isObject, type JsonObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, type Tally, tally } from "../share.ts";

const parallel = 50;

type Context = StageContexts["probe"];

export default defineCheck({
  id: "concurrency.parallel-creates",
  stage: "probe",
  slow: true,
  after: ["stateful.create-then-read", "concurrency.pool-recovers"],
  title: "Of many records that are created at the same moment, none gets lost or mixed up",
  why: "Customers don't queue: on a good day many order at once, and each wants what he ordered, not what his neighbour did.",
  hint: "Keep nothing about a request in a global variable, use a database session for each request, and answer with what you inserted.",
  async run(context) {
    const { overrides, query } = partitionQuery(context);
    const successes = await createAtOnce(context, overrides);
    if (successes.length === 0) return nothingSeen("None of many creates at once succeeded.");
    const seen = tally();
    for (const success of successes) await judge(context, success, successes, seen);
    const stored = await storedCount(context, query);
    const [first] = successes;
    if (stored !== undefined && stored < successes.length) {
      seen.wrong("the list", {
        message: `Of ${successes.length} records that were created at once, the list shows ${stored}.`,
        expected: `${successes.length} records`,
        received: `${stored} records`,
        ...(first === undefined ? {} : { curl: `${first.exchange.curl}  # ${parallel} of these at the same time` }),
      });
    }
    return seen.outcome((count) => `${count} records at once`) ?? { verdict: "passed" };
  },
});

interface Success {
  readonly sent: JsonObject;
  readonly id: string;
  readonly exchange: Answered;
}

/** What was answered with success. Refusals are left to the checks of the contract: nobody published how many may come at once. */
async function createAtOnce(context: Context, overrides: JsonObject): Promise<readonly Success[]> {
  const { api, brief, records } = context;
  const resource = mainResource(brief);
  const successes: Success[] = [];
  const bodies = Array.from({ length: parallel }, () => records.body(overrides));
  await atOnce(
    bodies.map((sent) => async () => {
      const exchange = await api.call(resource.create, { json: sent, timeoutMs: crowdTimeoutMs });
      const body = exchange.response.status < 300 ? jsonOf(exchange.response) : undefined;
      if (isObject(body)) successes.push({ sent, id: String(body[resource.id]), exchange });
      return exchange;
    }),
  );
  return successes;
}

async function judge({ api, brief }: Context, success: Success, all: readonly Success[], seen: Tally): Promise<void> {
  const resource = mainResource(brief);
  const { id, sent, exchange } = success;
  const subject = String(all.indexOf(success));
  if (all.some((other) => other !== success && other.id === id)) {
    seen.wrong(subject, {
      message: `Two of the creates at once were answered with the same ${resource.id}.`,
      expected: `a ${resource.id} of its own for each`,
      received: id,
      curl: `${exchange.curl}  # ${parallel} of these at the same time`,
      exchanges: all
        .filter((other) => other.id === id)
        .map((other) => other.exchange)
        .slice(0, 2),
    });
    return;
  }
  const read = await api.call(resource.read, { path: { [resource.pathParameter]: id } });
  if (read.response.status >= 500) return;
  const body = read.response.status === 200 ? jsonOf(read.response) : undefined;
  const different = isObject(body) ? differentMembers(sent, body) : undefined;
  if (different?.length === 0) {
    seen.ok(subject);
    return;
  }
  seen.wrong(subject, {
    message:
      different === undefined
        ? `One ${resource.name} that was created with others at once can't be read.`
        : `One ${resource.name} that was created with others at once is stored with another ${different.join(", ")}.`,
    expected: JSON.stringify(sent),
    received: `${read.response.status} ${read.response.body.slice(0, 1000)}`,
    curl: read.curl,
    exchanges: [exchange, read],
    cause: different?.join() ?? "not there",
  });
}
