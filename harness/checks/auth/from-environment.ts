import { defineCheck, PrerequisiteFailed } from "../check.ts";
import { askedForAuth } from "./asked.ts";
import { restartedWithOthers } from "./other-credentials.ts";

/** That the new ones are let in is the business of auth.colon-and-utf8: they are of a kind that not everyone can read. */
export default defineCheck({
  id: "auth.from-environment",
  stage: "disturb",
  timed: true,
  last: true,
  after: ["auth.missing", "auth.wrong", "operations.restart-keeps-data"],
  title: "After a change of the password the old one is worth nothing",
  why: "When a password got into wrong hands, changing it must lock the door at once, not only in the settings.",
  hint: "Compare with the environment's values as they are at this start; don't copy them into the database or into the image.",
  notAskedBy: askedForAuth,
  async run(context) {
    const { boot, answers } = await restartedWithOthers(context);
    if (answers === undefined) {
      const message = boot.ready ? "" : boot.reason;
      throw new PrerequisiteFailed("auth.colon-and-utf8", {
        message: `It does not start with new credentials: ${message}`,
      });
    }
    const { before } = answers;
    if (before.response.status === 401) return { verdict: "passed" };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: "After a restart with a new user name and password, the old ones still open the door.",
          expected: "401",
          received: `${before.response.status} ${before.response.body.slice(0, 300)}`,
          curl: before.curl,
          exchanges: [before],
        },
      ],
    };
  },
});
