import type { Brief } from "../../brief/types.ts";
import { NoResponse } from "../../http/types.ts";
import { defineCheck, NotAsked } from "../check.ts";
import { askedForOutage } from "../operations/after-outage.ts";
import { readsWhileAway } from "../operations/reads-while-away.ts";
import { tally } from "../share.ts";
import { askedForObservability } from "./asked.ts";
import { saysWhatWentWrong } from "./says-what-went-wrong.ts";

/** A deliberate 503 needs no traceback: a warning in one's own words is as good. */
export default defineCheck({
  id: "observability.error-has-trace",
  stage: "disturb",
  after: ["operations.boots", "stateful.create-then-read", "observability.request-id-in-logs"],
  title: "A request that fails leaves word in the log of what went wrong",
  why: "When customers are told that something failed, somebody must be able to find out what it was.",
  hint: "Log in the error handler of every 5xx: log.exception or log.error with exc_info, or a warning, in a line with the request's id.",
  notAskedBy,
  async run(context) {
    const { answers, lines } = await readsWhileAway(context);
    const seen = tally();
    for (const { requestId, answer } of answers) {
      if (answer instanceof NoResponse || answer.response.status < 500) continue;
      const ofRequest = lines.filter(({ text }) => text.includes(requestId));
      if (ofRequest.some(saysWhatWentWrong)) seen.ok(requestId);
      else {
        seen.wrong(requestId, {
          message: `A request that is answered with ${answer.response.status} while the database is away leaves no word of a failure in the log.`,
          expected: "a line with the request's id that is a warning or worse, or has a traceback",
          received:
            ofRequest.length === 0 ? "no line with this id" : `only ${ofRequest.map(({ text }) => text).join("\n")}`,
          curl: answer.curl,
          exchanges: [answer],
        });
      }
    }
    const outcome = seen.outcome((count) => `${count} requests that failed`);
    if (outcome === undefined) throw new NotAsked("No request was answered with a 5xx while the database was away.");
    return outcome;
  },
});

function notAskedBy(brief: Brief): string | undefined {
  if (brief.observability !== undefined && !brief.observability.failuresSayWhy) {
    return "The brief does not say what a failure leaves in the log.";
  }
  return askedForObservability(brief) ?? askedForOutage(brief);
}
