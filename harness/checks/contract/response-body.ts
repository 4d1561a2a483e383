import type { ApiDescription, ResponseDescription } from "../../brief/openapi/types.ts";
import { isJsonType, jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { answersOfOperations, isJudged, nameOf } from "./documented.ts";

export default defineCheck({
  id: "contract.response-body",
  stage: "traffic",
  after: ["operations.boots"],
  title: "Answers hold what the document says, in the documented form",
  why: "A missing field or a number that is sent as text breaks the client that relies on the document.",
  hint: "Build every response in one place from the stored record, and compare it with the schema in openapi.yaml, field by field.",
  run(context) {
    const { api } = context.brief;
    const seen = tally();
    for (const { operation, exchange, documented } of answersOfOperations(context).filter((each) =>
      isJudged(context.brief, each),
    )) {
      const pointer = jsonSchemaOf(documented);
      if (pointer === undefined || exchange.response.bodyCut) continue;
      const name = nameOf(operation);
      const problems = problemsOf(api, pointer, exchange);
      const [first] = problems;
      if (first === undefined) seen.ok(name);
      else {
        seen.wrong(name, {
          message: `The answer of ${name} is not as documented: ${first}`,
          expected: `a body that is valid for ${pointer}`,
          received: problems.join("\n"),
          curl: exchange.curl,
          exchanges: [exchange],
          // The same problem in another record of a list is the same fault.
          cause: `${name} ${first.replace(/\/\d+/g, "/*")}`,
        });
      }
    }
    return seen.outcome((count) => `${count} operations`) ?? nothingSeen("No successful answer with a body was seen.");
  },
});

function jsonSchemaOf(documented: ResponseDescription | undefined): string | undefined {
  const json = Object.entries(documented?.content ?? {}).find(([type]) => isJsonType(type));
  return json?.[1].schema?.pointer;
}

function problemsOf(api: ApiDescription, pointer: string, { response }: Answered): readonly string[] {
  if (response.body === "") return ["the body is empty"];
  const value = jsonOf(response);
  if (value === undefined) return ["the body is no JSON"];
  const result = api.validate(pointer, value, "response");
  return result.valid ? [] : result.problems;
}
