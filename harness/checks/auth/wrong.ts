import { defineCheck } from "../check.ts";
import { tally } from "../share.ts";
import { askedForAuth, guardedOperation, plausibleRequest } from "./asked.ts";

export default defineCheck({
  id: "auth.wrong",
  stage: "probe",
  after: ["auth.missing"],
  title: "Wrong credentials are refused",
  why: "Asking for a password protects nothing when any password will do.",
  hint: "Compare the user name and the password, both, with hmac.compare_digest.",
  notAskedBy: askedForAuth,
  async run({ api, brief, random }) {
    const operation = guardedOperation(brief);
    const strangers = `Basic ${Buffer.from(`${random.token(8)}:${random.token(8)}`).toString("base64")}`;
    const claims = [
      { what: "a stranger's name and password", as: { authorization: strangers } },
      ...(api.hasCredentials
        ? [
            { what: "the right name with another password", as: "wrong-password" as const },
            { what: "another name with the right password", as: "wrong-username" as const },
          ]
        : []),
    ];
    const seen = tally();
    for (const { what, as } of claims) {
      const exchange = await api.call(operation.id, { ...plausibleRequest(operation), as });
      const { status } = exchange.response;
      if (status === 401) seen.ok(what);
      else {
        seen.wrong(what, {
          message: `A request with ${what} is not refused.`,
          expected: "401",
          received: `${status} ${exchange.response.body.slice(0, 300)}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return seen.outcome((count) => `${count} wrong credentials`) ?? { verdict: "passed" };
  },
});
