import { jsonOf } from "../../http/headers.ts";
import { defineCheck } from "../check.ts";
import { sameValue } from "../json-values.ts";
import { partitionQuery } from "../partition-query.ts";
import { tally } from "../share.ts";
import { askedForIdempotency, idempotencyOf } from "./asked.ts";
import { oneRecord } from "./one-record.ts";

export default defineCheck({
  id: "idempotency.replay",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "Repeating a create with the same key gives the first answer and creates nothing",
  why: "When an answer gets lost on the way, the client sends again; its customer must not pay twice.",
  hint: "Store the key with the answer in the transaction that creates the record, and give that answer again.",
  notAskedBy: askedForIdempotency,
  async run(context) {
    const { api, brief, random, records } = context;
    const { operation, header } = idempotencyOf(brief);
    const { overrides, query } = partitionQuery(context);
    const request = { json: records.body(overrides), headers: { [header]: random.uuid() } };
    const first = await api.call(operation, request);
    const second = await api.call(operation, request);
    const evidence = { curl: second.curl, exchanges: [first, second] };
    const seen = tally();
    const isSame =
      first.response.status === second.response.status && sameValue(jsonOf(first.response), jsonOf(second.response));
    if (isSame) seen.ok("the answer");
    else {
      seen.wrong("the answer", {
        message: "A create that is repeated with the same key is answered differently.",
        expected: `${first.response.status} ${first.response.body}`,
        received: `${second.response.status} ${second.response.body}`,
        ...evidence,
      });
    }
    await oneRecord(context, seen, { query, what: "After a repeated create", evidence });
    return seen.outcome(() => "one create, repeated") ?? { verdict: "passed" };
  },
});
