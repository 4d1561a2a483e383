import { defineCheck, PrerequisiteFailed } from "../check.ts";
import { askedForAuth, guardedOperation, plausibleRequest } from "./asked.ts";

export default defineCheck({
  id: "auth.challenge",
  stage: "probe",
  after: ["auth.missing"],
  title: "A refusal says how to identify oneself",
  why: "Browsers and HTTP libraries ask for the password only when the answer names the scheme (RFC 9110 11.6.1).",
  hint: 'Set WWW-Authenticate: Basic realm="..." on every 401.',
  notAskedBy: askedForAuth,
  async run({ api, brief }) {
    const operation = guardedOperation(brief);
    const exchange = await api.call(operation.id, { ...plausibleRequest(operation), as: "anonymous" });
    if (exchange.response.status !== 401) {
      throw new PrerequisiteFailed("auth.missing", { message: "A request without credentials is not refused." });
    }
    const challenges = exchange.response.headers
      .filter(([name]) => name === "www-authenticate")
      .map(([, value]) => value);
    // Scheme names are case-insensitive (RFC 9110 11.1), and one header may list several.
    if (challenges.some((value) => /(^|,)\s*basic(\s|,|$)/i.test(value))) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: "The 401 does not name the scheme.",
          expected: "WWW-Authenticate: Basic",
          received: challenges.length === 0 ? "no such header" : `WWW-Authenticate: ${challenges.join(", ")}`,
          curl: exchange.curl,
          exchanges: [exchange],
        },
      ],
    };
  },
});
