import { defineCheck } from "../check.ts";
import { askedForAuth, guardedOperation, plausibleRequest } from "./asked.ts";

export default defineCheck({
  id: "auth.missing",
  stage: "probe",
  after: ["operations.boots"],
  title: "Without credentials nothing is shown",
  why: "Orders are other people's data.",
  hint: "Check the credentials before every request of the blueprint, and answer 401 when there are none.",
  notAskedBy: askedForAuth,
  async run({ api, brief }) {
    const operation = guardedOperation(brief);
    const exchange = await api.call(operation.id, { ...plausibleRequest(operation), as: "anonymous" });
    const { status } = exchange.response;
    if (status === 401) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: "A request without credentials is not refused.",
          expected: "401",
          received: `${status} ${exchange.response.body.slice(0, 300)}`,
          curl: exchange.curl,
          exchanges: [exchange],
        },
      ],
    };
  },
});
