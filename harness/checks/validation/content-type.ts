import { defineCheck } from "../check.ts";
import { nameOf } from "../contract/documented.ts";
import type { Base } from "./bases.ts";
import type { Case } from "./cases.ts";
import { bodiesOf } from "./sites.ts";
import { tryCases } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";

/** What is no JSON, whatever the body looks like. A request without a type may be guessed at (RFC 9110 8.3), so it is not sent. */
const others = ["text/plain", "application/xml", "application/x-www-form-urlencoded"];
/** JSON as well: media types come in any letter case, and with parameters (RFC 9110 8.3.1). */
const json = ["application/json; charset=utf-8", "Application/JSON"];

export default defineCheck({
  id: "validation.content-type",
  stage: "probe",
  after: afterExamples,
  title: "A body that says it is something else than JSON is refused, one that says JSON is read",
  why: "A browser on a foreign page can send plain text or a form, but not JSON: who reads those as JSON lets that page place orders.",
  hint: "Compare request.mimetype with application/json and answer 415; don't use get_json(force=True), and don't compare the whole header.",
  run: (context) =>
    tryCases(
      context,
      bodiesOf(context).flatMap((base) => casesOf({ ...base, body: context.records.again(base.body) })),
    ),
});

function casesOf({ operation, body }: Base): readonly Case[] {
  const types = Object.keys(operation.requestBody?.content ?? {}).map((type) => type.toLowerCase());
  // Where the document takes another type as well, or any, it is not wrong.
  const isJsonOnly = types.every((type) => type.split(";", 1)[0] === "application/json");
  if (!isJsonOnly) return [];
  // A service that reads what says it is something else breaks no promise where the document names no 415.
  const refusedTypes = "415" in operation.responses ? others : [];
  const sent = (type: string): Pick<Case, "operation" | "what" | "options"> => ({
    operation,
    what: `a JSON body with Content-Type: ${type}`,
    options: { headers: { "Content-Type": type }, body: JSON.stringify(body) },
  });
  return [
    ...refusedTypes.map(
      (type): Case => ({
        ...sent(type),
        subject: `${nameOf(operation)} ${type}`,
        rule: "the body is application/json",
        wanted: "refused",
        statuses: [415],
      }),
    ),
    ...json.map(
      (type): Case => ({
        ...sent(type),
        subject: `${nameOf(operation)} ${type}`,
        rule: "the body is application/json, which this is",
        wanted: "accepted",
      }),
    ),
  ];
}
