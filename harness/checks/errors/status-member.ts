import { jsonOf } from "../../http/headers.ts";
import { defineCheck } from "../check.ts";
import { isObject } from "../json-values.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForErrors, errorAnswers, errorContract, saidBy } from "./error-answers.ts";

/** Where the member is missing, or the body is no JSON, errors.schema says so: one cause costs once. */
export default defineCheck({
  id: "errors.status-member",
  stage: "traffic",
  after: ["operations.boots"],
  title: "The status inside an error is the status of the answer",
  why: "Logs and support tools show the body; when it contradicts the answer, people look in the wrong place (RFC 9457 3.1.2).",
  hint: "Set the member from the same value that the response is sent with.",
  notAskedBy: (brief) =>
    askedForErrors(brief) ??
    (brief.errors?.statusMember === undefined ? "The published form has no status in it." : undefined),
  run(context) {
    const { statusMember } = errorContract(context.brief);
    const seen = tally();
    for (const answer of errorAnswers(context)) {
      const { response, curl } = answer.exchange;
      const body = jsonOf(response);
      if (statusMember === undefined || !isObject(body) || !Object.hasOwn(body, statusMember)) continue;
      const said = body[statusMember];
      if (said === response.status) seen.ok(answer.subject);
      else {
        seen.wrong(answer.subject, {
          message: `${saidBy(answer)} says in its body that it is ${JSON.stringify(said)}.`,
          expected: `"${statusMember}": ${response.status}`,
          received: `"${statusMember}": ${JSON.stringify(said)}`,
          curl,
          exchanges: [answer.exchange],
        });
      }
    }
    return (
      seen.outcome((count) => `${count} kinds of error`) ?? nothingSeen("No error with a status in it was answered.")
    );
  },
});
