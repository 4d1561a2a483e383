import { jsonOf } from "../../http/headers.ts";
import { NoResponse } from "../../http/types.ts";
import { defineCheck, PrerequisiteFailed } from "../check.ts";
import { sameValue } from "../json-values.ts";
import { stoppedAndStarted } from "../operations/stopped-and-started.ts";
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
    const { operation } = idempotencyOf(context.brief);
    const { boot, keyed } = await stoppedAndStarted(context);
    if (!boot.ready) throw new PrerequisiteFailed("operations.restart-keeps-data", { message: boot.reason });
    if (keyed === undefined) throw new Error("not asked by this brief");
    const { first, query, request } = keyed;
    if (first instanceof NoResponse) throw first;
    const second = await context.api.call(operation, request);
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
