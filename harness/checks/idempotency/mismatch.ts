import { defineCheck } from "../check.ts";
import { partitionQuery } from "../partition-query.ts";
import { tally } from "../share.ts";
import { askedForIdempotency, idempotencyOf } from "./asked.ts";
import { storedCount } from "./stored.ts";

export default defineCheck({
  id: "idempotency.mismatch",
  stage: "probe",
  after: ["idempotency.replay"],
  title: "A key that was used for another request is refused",
  why: "A client that mixes up its keys must hear of it, or an order gets lost without anybody noticing.",
  hint: "Store a hash of the body with the key, and answer with the published status when another body comes with it.",
  notAskedBy: askedForIdempotency,
  async run(context) {
    const { api, brief, random, records } = context;
    const { operation, header, mismatch } = idempotencyOf(brief);
    const headers = { [header]: random.uuid() };
    const other = partitionQuery(context);
    const first = await api.call(operation, { json: records.body(), headers });
    const second = await api.call(operation, { json: records.body(other.overrides), headers });
    const evidence = { curl: second.curl, exchanges: [first, second] };
    const seen = tally();
    if (mismatch.includes(second.response.status)) seen.ok("the answer");
    else {
      seen.wrong("the answer", {
        message: "The same key with another body is not refused.",
        expected: mismatch.join(" or "),
        received: `${second.response.status} ${second.response.body.slice(0, 300)}`,
        ...evidence,
      });
    }
    const stored = await storedCount(context, other.query);
    if (stored === 0) seen.ok("the records");
    else if (stored !== undefined) {
      seen.wrong("the records", {
        message: "A request with a key that was used for another one is stored.",
        expected: "nothing stored",
        received: `${stored} records`,
        ...evidence,
      });
    }
    return seen.outcome(() => "one key, two bodies") ?? { verdict: "passed" };
  },
});
