import { jsonOf } from "../../http/headers.ts";
import { defineCheck, PrerequisiteFailed } from "../check.ts";
import { sameValue } from "../json-values.ts";
import { partitionQuery } from "../partition-query.ts";
import { tally } from "../share.ts";
import { askedForIdempotency, idempotencyOf } from "./asked.ts";
import { oneRecord } from "./one-record.ts";

export default defineCheck({
  id: "idempotency.survives-restart",
  stage: "disturb",
  timed: true,
  after: ["idempotency.replay", "operations.restart-keeps-data"],
  title: "A create that is repeated after a restart creates nothing, either",
  why: "Answers get lost most of all when the service is restarted, and that is when every client sends again.",
  hint: "Keep the keys and their answers in PostgreSQL, in the transaction that creates the record, not in memory.",
  notAskedBy: (brief) =>
    askedForIdempotency(brief) ??
    (idempotencyOf(brief).survivesRestart ? undefined : "The brief lets keys be forgotten by a restart."),
  async run(context) {
    const { api, brief, random, records, runtime } = context;
    const { operation, header } = idempotencyOf(brief);
    const { overrides, query } = partitionQuery(context);
    const request = { json: records.body(overrides), headers: { [header]: random.uuid() } };
    const first = await api.call(operation, request);
    await runtime.stop({ graceSeconds: brief.runtime.stopsWithinSeconds });
    const boot = await runtime.start();
    if (!boot.ready) throw new PrerequisiteFailed("operations.restart-keeps-data", { message: boot.reason });
    const second = await api.call(operation, request);
    const evidence = { curl: second.curl, exchanges: [first, second] };
    const seen = tally();
    if (sameValue(jsonOf(first.response), jsonOf(second.response))) seen.ok("the answer");
    else {
      seen.wrong("the answer", {
        message: "A create that is repeated with the same key after a restart is answered differently.",
        expected: `${first.response.status} ${first.response.body}`,
        received: `${second.response.status} ${second.response.body}`,
        ...evidence,
      });
    }
    await oneRecord(context, seen, { query, what: "After a create that was repeated over a restart", evidence });
    return seen.outcome(() => "one create, repeated after a restart") ?? { verdict: "passed" };
  },
});
