import { defineCheck } from "../check.ts";
import { nameOf } from "../contract/documented.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForAuth, plausibleRequest } from "./asked.ts";

export default defineCheck({
  id: "auth.every-operation",
  stage: "probe",
  after: ["auth.missing"],
  title: "Every operation that needs credentials asks for them",
  why: "One forgotten route is enough to read or change what belongs to others.",
  hint: "Check credentials in before_request of the blueprint, not in each view.",
  notAskedBy: askedForAuth,
  async run({ api, brief }) {
    const seen = tally();
    for (const operation of brief.api.operations.filter(({ secured }) => secured)) {
      const exchange = await api.call(operation.id, { ...plausibleRequest(operation), as: "anonymous" });
      const { status } = exchange.response;
      if (status === 401) seen.ok(operation.id);
      else {
        seen.wrong(operation.id, {
          message: `${nameOf(operation)} does not ask for credentials.`,
          expected: "401",
          received: `${status} ${exchange.response.body.slice(0, 300)}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} operations`) ?? nothingSeen("No operation needs credentials.");
  },
});
