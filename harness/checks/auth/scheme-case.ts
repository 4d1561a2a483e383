import { defineCheck, PrerequisiteFailed } from "../check.ts";
import { askedForAuth, guardedOperation, plausibleRequest } from "./asked.ts";

export default defineCheck({
  id: "auth.scheme-case",
  stage: "probe",
  after: ["auth.missing", "stateful.create-then-read"],
  title: "The name of the scheme may be written in any case",
  why: "Some HTTP libraries write `basic` where others write `Basic`; both are right (RFC 9110 11.1), and both are customers.",
  hint: "Compare the scheme with .lower(), or use request.authorization, which does.",
  notAskedBy: askedForAuth,
  async run({ api, brief }) {
    if (!api.hasCredentials) return { verdict: "not-applicable", reason: "The run has no credentials." };
    const operation = guardedOperation(brief);
    const usual = await api.call(operation.id, plausibleRequest(operation));
    if (isRefused(usual.response.status)) {
      throw new PrerequisiteFailed("stateful.create-then-read", { message: "The right credentials are refused." });
    }
    const lower = await api.call(operation.id, { ...plausibleRequest(operation), as: "lower-case-scheme" });
    const { status, body } = lower.response;
    if (status === usual.response.status || !(isRefused(status) || status >= 500)) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: "The right credentials are refused when the scheme is written `basic`.",
          expected: `${usual.response.status}, as with \`Basic\``,
          received: `${status} ${body.slice(0, 300)}`,
          curl: lower.curl,
          exchanges: [usual, lower],
        },
      ],
    };
  },
});

function isRefused(status: number): boolean {
  return status >= 400 && status < 500;
}
