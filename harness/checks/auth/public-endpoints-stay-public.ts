import { nameOf } from "../contract/documented.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForAuth, plausibleRequest } from "./asked.ts";

export default defineCheck({
  id: "auth.public-endpoints-stay-public",
  stage: "probe",
  after: ["operations.health"],
  title: "What is public asks nobody who he is",
  why: "A monitor with an old password must still see that the service is well, or it is restarted for nothing.",
  hint: "Check credentials in the blueprint that needs them, not in the whole application.",
  notAskedBy: askedForAuth,
  async run({ api, brief, random }) {
    const authorization = `Basic ${Buffer.from(`${random.token(8)}:${random.token(8)}`).toString("base64")}`;
    const seen = tally();
    for (const id of brief.auth?.public ?? []) {
      const operation = brief.api.operation(id);
      const anonymous = await api.call(id, { ...plausibleRequest(operation), as: "anonymous" });
      // Not even well without credentials: operations.health says so.
      if (anonymous.response.status < 200 || anonymous.response.status > 299) continue;
      const exchange = await api.call(id, { ...plausibleRequest(operation), as: { authorization } });
      const { status, body } = exchange.response;
      if (status >= 200 && status <= 299) seen.ok(id);
      else {
        seen.wrong(id, {
          message: `${nameOf(operation)} is public, but refuses a request with other credentials.`,
          expected: String(anonymous.response.status),
          received: `${status} ${body.slice(0, 300)}`,
          curl: exchange.curl,
          exchanges: [anonymous, exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} operations`) ?? nothingSeen("Nothing is public.");
  },
});
