import { headerOf } from "../../http/headers.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen, tally } from "../share.ts";
import { answersOfOperations, nameOf } from "./documented.ts";

/** The challenge of a 401 has a check of its own (auth.challenge). */
export default defineCheck({
  id: "contract.response-headers",
  stage: "traffic",
  after: ["operations.boots"],
  title: "Answers carry the headers that the document promises",
  why: "Clients use them: where a new record can be read, when to come back, how many are left.",
  hint: "Set every header that openapi.yaml marks as required for the status, such as Location on a 201.",
  run(context) {
    const { api } = context.brief;
    const seen = tally();
    for (const { operation, exchange, documented } of answersOfOperations(context)) {
      if (exchange.response.status === 401) continue;
      for (const { name, required, schema } of documented?.headers ?? []) {
        const subject = `${nameOf(operation)} ${exchange.response.status} ${name}`;
        const value = headerOf(exchange.response, name);
        if (value === undefined && !required) continue;
        const problem =
          value === undefined
            ? "is missing"
            : schema !== undefined && !api.validate(schema.pointer, typed(value, schema.schema), "response").valid
              ? "is not as documented"
              : undefined;
        if (problem === undefined) seen.ok(subject);
        else {
          seen.wrong(subject, {
            message: `The header ${name} of ${nameOf(operation)} (${exchange.response.status}) ${problem}.`,
            expected: `${name}: a value that is valid for ${schema?.pointer ?? "the document"}`,
            received: value === undefined ? "no such header" : `${name}: ${value}`,
            curl: exchange.curl,
            exchanges: [exchange],
            cause: `${subject} ${problem}`,
          });
        }
      }
    }
    return (
      seen.outcome((count) => `${count} documented headers`) ??
      nothingSeen("No answer with documented headers was seen.")
    );
  },
});

/** A header is text; where the schema speaks of numbers, the text is read as one (OpenAPI style `simple`). */
function typed(value: string, schema: unknown): unknown {
  const type = typeof schema === "object" && schema !== null && "type" in schema ? schema.type : undefined;
  return (type === "integer" || type === "number") && value.trim() !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}
