import { defineCheck, PrerequisiteFailed } from "../check.ts";
import { partitionQuery } from "../partition-query.ts";
import { tally } from "../share.ts";
import { askedForIdempotency, idempotencyOf } from "./asked.ts";
import { storedCount } from "./stored.ts";

export default defineCheck({
  id: "idempotency.missing-key",
  stage: "probe",
  after: ["stateful.create-then-read", "idempotency.replay"],
  title: "A create without a key is refused",
  why: "A client that forgets the key finds out at once, and not when its first retry makes a second order.",
  hint: "Look for the header before you create anything, and answer with the published status when it is not there.",
  notAskedBy: (brief) =>
    askedForIdempotency(brief) ??
    (idempotencyOf(brief).missing.length === 0 ? "The brief lets clients leave the key out." : undefined),
  async run(context) {
    const { api, brief, records } = context;
    const { operation, missing, header } = idempotencyOf(brief);
    const { method, path, responses } = brief.api.operation(operation);
    const { overrides, query } = partitionQuery(context);
    const exchange = await api.send(method.toUpperCase(), path, { json: records.body(overrides) });
    const { status } = exchange.response;
    const evidence = { curl: exchange.curl, exchanges: [exchange] };
    if (status >= 500) {
      throw new PrerequisiteFailed("contract.no-server-error", {
        message: `A request without ${header} leads to a server error.`,
        ...evidence,
      });
    }
    const seen = tally();
    // A refusal with a status that is not documented at all is the business of contract.documented-status.
    const isRefused = missing.includes(status) || (status >= 400 && !Object.hasOwn(responses, String(status)));
    if (isRefused) seen.ok("the answer");
    else {
      seen.wrong("the answer", {
        message: `A create without ${header} is not refused as documented.`,
        expected: missing.join(" or "),
        received: `${status} ${exchange.response.body.slice(0, 300)}`,
        ...evidence,
      });
    }
    const stored = await storedCount(context, query);
    if (stored === 0) seen.ok("the records");
    else if (stored !== undefined) {
      seen.wrong("the records", {
        message: `A create without ${header} is stored.`,
        expected: "nothing stored",
        received: `${stored} records`,
        ...evidence,
      });
    }
    return seen.outcome(() => "one create without a key") ?? { verdict: "passed" };
  },
});
