import { headerOf, mediaTypeOf } from "../../http/headers.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForErrors, errorAnswers, errorContract, saidBy } from "./error-answers.ts";

export default defineCheck({
  id: "errors.media-type",
  stage: "traffic",
  after: ["operations.boots", "errors.schema"],
  title: "Every error says that it is one of the published form",
  why: "The label tells a client's library that this is a problem to report, before it reads a word of it (RFC 9457 3).",
  hint: "Set the content type of every error response to the published media type.",
  notAskedBy: askedForErrors,
  run(context) {
    const { mediaType } = errorContract(context.brief);
    const seen = tally();
    for (const answer of errorAnswers(context)) {
      const { response, curl } = answer.exchange;
      if (mediaTypeOf(response) === mediaType) seen.ok(answer.subject);
      else {
        seen.wrong(answer.subject, {
          message: `${saidBy(answer)} is not labelled as ${mediaType}.`,
          expected: `Content-Type: ${mediaType}`,
          received: `Content-Type: ${headerOf(response, "content-type") ?? "(none)"}`,
          curl,
          exchanges: [answer.exchange],
          cause: mediaTypeOf(response) ?? "none",
        });
      }
    }
    return seen.outcome((count) => `${count} kinds of error`) ?? nothingSeen("No error was answered.");
  },
});
