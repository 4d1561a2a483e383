import { mediaTypeOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForErrors, errorContract } from "./error-answers.ts";
import { problemsOf } from "./schema.ts";

type Context = StageContexts["probe"];

/** How to bring Flask to answer by itself, by status. */
const provoke: Readonly<Record<number, (context: Context) => Promise<Answered>>> = {
  400: ({ api, brief }) =>
    api.call(mainResource(brief).create, { headers: { "Content-Type": "application/json" }, body: "{not json" }),
  404: ({ api, brief, random }) => {
    const first = brief.api.operation(mainResource(brief).create).path.split("/").slice(0, 2).join("/");
    return api.send("GET", `${first}/${random.token(10)}`);
  },
  405: ({ api, brief }) => api.send("DELETE", brief.api.operation(mainResource(brief).create).path),
  415: ({ api, brief }) =>
    api.call(mainResource(brief).create, { headers: { "Content-Type": "text/plain" }, body: "not json" }),
};

const what: Readonly<Record<number, string>> = {
  400: "a body that is no JSON",
  404: "an unknown path",
  405: "a method that is not supported",
  415: "a body of another media type",
};

/** Asks for the form of what Flask would answer by itself, whichever 4xx it is; the status is the business of others. */
export default defineCheck({
  id: "errors.framework",
  stage: "probe",
  after: ["operations.boots"],
  title: "Errors that Flask itself raises have the published form too",
  why: "A client that expects JSON and gets a web page shows its user a second error instead of the first.",
  hint: "Register one error handler for werkzeug.exceptions.HTTPException that formats them all.",
  notAskedBy: askedForErrors,
  async run(context) {
    const { framework, mediaType } = errorContract(context.brief);
    const seen = tally();
    for (const status of framework) {
      const exchange = await provoke[status]?.(context);
      if (exchange === undefined || exchange.response.status < 400 || exchange.response.status > 499) continue;
      const problems = problemsOf(context.brief, exchange);
      const type = mediaTypeOf(exchange.response);
      if (problems.length === 0 && type === mediaType) seen.ok(String(status));
      else {
        seen.wrong(String(status), {
          message: `The answer to ${what[status]} does not have the published form.`,
          expected: `${mediaType}, valid for ${errorContract(context.brief).schema}`,
          received: `${exchange.response.status} ${type ?? "without Content-Type"}: ${exchange.response.body.slice(0, 300)}`,
          curl: exchange.curl,
          exchanges: [exchange],
        });
      }
    }
    return (
      seen.outcome((count) => `${count} kinds of error`) ?? nothingSeen("Flask could not be brought to raise an error.")
    );
  },
});
