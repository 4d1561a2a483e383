import type { Answered } from "../../http/types.ts";
import { defineCheck } from "../check.ts";
import { logText } from "../operations/log-text.ts";
import { tally } from "../share.ts";
import { askedForAuth } from "./asked.ts";
import { restartedWithOthers } from "./other-credentials.ts";

export default defineCheck({
  id: "auth.colon-and-utf8",
  stage: "disturb",
  timed: true,
  last: true,
  after: ["auth.missing", "auth.wrong", "operations.restart-keeps-data"],
  title: "Passwords may hold colons and letters of any language",
  why: "Good passwords are made by programs, which use every character there is; people who get one that does not work lock themselves out.",
  hint: "Split user name and password at the first colon only, decode them as UTF-8, and compare bytes: hmac.compare_digest takes no text beyond ASCII.",
  notAskedBy: askedForAuth,
  async run(context) {
    const { boot, answers } = await restartedWithOthers(context);
    if (answers === undefined) {
      const reason = boot.ready ? "" : boot.reason;
      const message = `It does not start with a password that holds colons and letters beyond ASCII: ${reason}`;
      return { verdict: "failed", share: 0, findings: [{ message, expected: "ready", detail: logText(boot.logs) }] };
    }
    const { others, cut } = answers;
    const seen = tally();
    const wrong = (subject: string, message: string, expected: string, exchange: Answered): void =>
      seen.wrong(subject, {
        message,
        expected,
        received: `${exchange.response.status} ${exchange.response.body.slice(0, 300)}`,
        curl: exchange.curl,
        exchanges: [exchange],
      });
    // What else it answers (a 404 for an id that is not there) is no matter of credentials.
    const { status } = others.response;
    if (status !== 401 && status !== 403 && status < 500) seen.ok("all of it");
    else
      wrong("all of it", "A password with colons and letters beyond ASCII is not taken.", "any answer but 401", others);
    if (cut.response.status === 401) seen.ok("cut at its colon");
    else wrong("cut at its colon", "A password is taken that ends at the first colon of the right one.", "401", cut);
    return seen.outcome((count) => `${count} passwords`) ?? { verdict: "passed" };
  },
});
