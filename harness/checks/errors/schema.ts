import type { Brief } from "../../brief/types.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForErrors, errorAnswers, errorContract, saidBy } from "./error-answers.ts";

export default defineCheck({
  id: "errors.schema",
  stage: "traffic",
  after: ["operations.boots"],
  title: "Every error has the published form",
  why: "With one form for all errors, a client needs one piece of code to tell its user what went wrong.",
  hint: "Build all errors in one function, and give it every member that the schema requires.",
  notAskedBy: askedForErrors,
  run(context) {
    const seen = tally();
    for (const answer of errorAnswers(context)) {
      const problems = problemsOf(context.brief, answer.exchange);
      if (problems.length === 0) seen.ok(answer.subject);
      else {
        seen.wrong(answer.subject, {
          message: `${saidBy(answer)} does not have the published form: ${problems[0]}.`,
          expected: `a body that is valid for ${errorContract(context.brief).schema}`,
          received: answer.exchange.response.body.slice(0, 500) || "an empty body",
          curl: answer.exchange.curl,
          exchanges: [answer.exchange],
          cause: problems[0] ?? "",
        });
      }
    }
    return seen.outcome((count) => `${count} kinds of error`) ?? nothingSeen("No error was answered.");
  },
});

/** What keeps a body from being an error of the brief. */
export function problemsOf(brief: Brief, { response }: Answered): readonly string[] {
  if (response.body === "") return ["the body is empty"];
  const value = jsonOf(response);
  if (value === undefined) return ["the body is no JSON"];
  const result = brief.api.validate(errorContract(brief).schema, value, "response");
  return result.valid ? [] : result.problems;
}
