import { setTimeout as sleep } from "node:timers/promises";
import { jsonOf } from "../../http/headers.ts";
import type { Answered, CallOptions } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForIdempotency, idempotencyOf } from "./asked.ts";
import { storedCount } from "./stored.ts";

type Context = StageContexts["probe"];

/** What of a create is sent before the client hangs up, and after how many milliseconds each time: while it is read, while it is worked on. */
const hangUps = [
  ["half of it", [20, 20, 20]],
  ["all of it", [1, 3, 6, 10, 15]],
] as const;
/** How long a key may be in progress after its client has gone: the work itself takes milliseconds. */
const settledWithinMs = 10_000;

export default defineCheck({
  id: "idempotency.after-giving-up",
  stage: "probe",
  slow: true,
  timed: true,
  after: ["idempotency.replay", "idempotency.concurrent"],
  title: "A client that hangs up and sends again with the same key gets one record",
  why: "Phones lose their connection in the middle of an order. The order that is sent again must be the same one.",
  hint: "Store the key under a unique constraint in the transaction that creates the record; a key must neither be forgotten nor stay locked when its client has gone.",
  notAskedBy: askedForIdempotency,
  async run(context) {
    const seen = tally();
    for (const [sent, patience] of hangUps) {
      for (const patienceMs of patience) {
        const finding = await hangUpAndRetry(context, patienceMs, sent);
        if (finding === "not here") continue;
        if (finding === undefined) seen.ok(sent);
        else {
          seen.wrong(sent, finding);
          break;
        }
      }
    }
    return (
      seen.outcome(() => "creates that were given up in the middle, and sent again") ??
      nothingSeen("No create succeeded.")
    );
  },
});

async function hangUpAndRetry(
  context: Context,
  patienceMs: number,
  sent: (typeof hangUps)[number][0],
): Promise<Finding | "not here" | undefined> {
  const { api, brief, random, records } = context;
  const { operation, header } = idempotencyOf(brief);
  const { overrides, query } = partitionQuery(context);
  const request = { json: records.body(overrides), headers: { [header]: random.uuid() } };
  const body = Buffer.from(JSON.stringify(request.json));
  const part = sent === "half of it" ? body.subarray(0, Math.floor(body.length / 2)) : body;
  const { method, path } = brief.api.operation(operation);
  const fields = { "Content-Type": "application/json", "Content-Length": String(body.length), ...request.headers };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method.toUpperCase()} ${path} HTTP/1.1\r\n`;
  await api.talk((ours) => [`${head}${ours}${lines.join("")}\r\n`, part], { timeoutMs: patienceMs });

  const retried = await settled(context, request);
  if (retried.response.status >= 500) return "not here";
  const how = `the client hung up ${patienceMs} ms after it had sent ${sent === "all of it" ? "the request" : "half of the body"}`;
  const evidence = { curl: `${retried.curl}  # sent twice; the first time ${how}` };
  if (retried.response.status >= 300) {
    return {
      message: "A create whose client hung up can't be sent again.",
      expected: "the first answer",
      received: `${retried.response.status} ${retried.response.body.slice(0, 300)}`,
      ...{ ...evidence, exchanges: [retried], cause: "refused" },
    };
  }
  // The first one may begin only now: then this one meets it.
  const again = await settled(context, request);
  if (again.response.status >= 500) return "not here";
  const stored = await storedCount(context, query);
  const ids = new Set([retried, again].map((each) => idOf(context, each)));
  if (ids.size === 1 && (stored ?? 1) === 1) return undefined;
  return {
    message: "A create whose client hung up, and which is sent again with the same key, makes another record.",
    expected: "one record, and its id in every answer",
    received: `${stored ?? "unknown"} stored, ids ${[...ids].join(", ")}`,
    ...{ ...evidence, exchanges: [retried, again], cause: "twice" },
  };
}

/** The answer once the key is no longer in progress, or the last one where it stays so for too long. */
async function settled({ api, brief }: Context, request: CallOptions): Promise<Answered> {
  const { operation, inProgress } = idempotencyOf(brief);
  const deadline = performance.now() + settledWithinMs;
  for (;;) {
    const answer = await api.call(operation, request);
    if (!inProgress.includes(answer.response.status) || performance.now() >= deadline) return answer;
    await sleep(50);
  }
}

function idOf({ brief }: Context, { response }: Answered): string {
  const body = jsonOf(response);
  return isObject(body) ? String(body[mainResource(brief).id]) : "none";
}
