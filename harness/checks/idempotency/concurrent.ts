import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { atOnce, crowdTimeoutMs } from "../at-once.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { isObject } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";
import { partitionQuery } from "../partition-query.ts";
import { roundsFor } from "../rounds.ts";
import { tally } from "../share.ts";
import { askedForIdempotency, idempotencyOf } from "./asked.ts";
import { storedCount } from "./stored.ts";

const parallel = 20;
/** Measured: 0.74, for a key that is looked up before it is stored. */
const rounds = roundsFor(0.5);

export default defineCheck({
  id: "idempotency.concurrent",
  stage: "probe",
  slow: true,
  after: ["idempotency.replay"],
  title: "A create that is sent many times at once, with one key, creates one record",
  why: "An impatient client or a proxy sends again before the first answer is there. That is when customers pay twice.",
  hint: "Let the database decide who is first: insert the key under a unique constraint before you create, in the same transaction.",
  notAskedBy: askedForIdempotency,
  async run(context) {
    const seen = tally();
    for (let round = 1; round <= rounds; round += 1) {
      const { answers, stored } = await race(context);
      const wrongAnswer = answerFault(context, answers);
      const wrongRecords = recordsFault(context, answers, stored, round);
      if (wrongAnswer === undefined) seen.ok(`the answers of round ${round}`);
      else seen.wrong(`the answers of round ${round}`, wrongAnswer);
      if (wrongRecords === undefined) seen.ok(`the records of round ${round}`);
      else seen.wrong(`the records of round ${round}`, wrongRecords);
      // The share of rounds would be luck: one order too many is the fault.
      if (wrongRecords !== undefined) return { verdict: "failed", share: 0, findings: [wrongRecords] };
    }
    return seen.outcome(() => `${rounds} times ${parallel} requests at once`) ?? { verdict: "passed" };
  },
});

async function race(context: StageContexts["probe"]) {
  const { api, brief, random, records } = context;
  const { operation, header } = idempotencyOf(brief);
  const { overrides, query } = partitionQuery(context);
  const request = {
    json: records.body(overrides),
    headers: { [header]: random.uuid() },
    timeoutMs: crowdTimeoutMs,
  };
  const answers = await atOnce(Array.from({ length: parallel }, () => () => api.call(operation, request)));
  return { answers, stored: await storedCount(context, query) };
}

/** An answer that is neither a success nor the published "still being worked on". Others belong to the contract's checks. */
function answerFault({ brief }: StageContexts["probe"], answers: readonly Answered[]): Finding | undefined {
  const { operation, inProgress } = idempotencyOf(brief);
  const { responses } = brief.api.operation(operation);
  const wrong = answers.find(
    ({ response: { status } }) =>
      status >= 300 && status < 500 && !inProgress.includes(status) && Object.hasOwn(responses, String(status)),
  );
  if (wrong === undefined) return undefined;
  return {
    message:
      "One of several equal requests at once is refused for another reason than that the first is still being worked on.",
    expected: `the first answer again, or ${inProgress.join(" or ")}`,
    received: `${wrong.response.status} ${wrong.response.body.slice(0, 300)}`,
    curl: wrong.curl,
    exchanges: [wrong],
  };
}

function recordsFault(
  { brief }: StageContexts["probe"],
  answers: readonly Answered[],
  stored: number | undefined,
  round: number,
): Finding | undefined {
  const { id, name } = mainResource(brief);
  const successes = answers.filter(({ response: { status } }) => status >= 200 && status <= 299);
  const firstOfEach = new Map<string, Answered>();
  for (const success of successes) {
    const body = jsonOf(success.response);
    const key = isObject(body) ? String(body[id]) : "";
    if (!firstOfEach.has(key)) firstOfEach.set(key, success);
  }
  const count = Math.max(stored ?? 0, firstOfEach.size);
  // Without any success there is another fault, a server error for example, which is counted where it belongs.
  const isMissing = successes.length > 0 && stored === 0;
  if (count <= 1 && !isMissing) return undefined;
  const [example] = [...firstOfEach.values()].slice(-1);
  return {
    message: isMissing
      ? `${parallel} equal requests at once store nothing, though the answer says that they did.`
      : `${parallel} requests at once with one key make ${count} of one ${name}.`,
    expected: `one ${name}, and its id in every success`,
    received: `${stored ?? "unknown"} stored, ${firstOfEach.size} ids in ${successes.length} successes (round ${round})`,
    ...(example === undefined ? {} : { curl: `${example.curl}  # ${parallel} of these at the same time` }),
    exchanges: [...firstOfEach.values()].slice(0, 3),
  };
}
