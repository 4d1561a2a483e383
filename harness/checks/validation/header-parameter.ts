import type { Operation, Parameter } from "../../brief/openapi/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { basesOf } from "./bases.ts";
import type { Case } from "./cases.ts";
import { plannedCases } from "./planned-cases.ts";
import { tryCases } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";
import { parameterCases, wireValues } from "./wire-values.ts";

/** OpenAPI says these three elsewhere: a parameter with such a name means nothing (OpenAPI 3.1, 4.8.12.2). */
const notParameters = ["accept", "content-type", "authorization"];

export default defineCheck({
  id: "validation.header-parameter",
  stage: "probe",
  // Where the idempotency key is not read at all, that is one cause.
  after: [...afterExamples, "idempotency.replay"],
  title: "Headers are taken and refused as the document says",
  why: "A key that is cut off on its way into the database is the key of another request as well.",
  hint: "Check the length and form of every header that openapi.yaml lists as a parameter; don't cut values to the width of a column.",
  run: (context) =>
    tryCases(
      context,
      context.brief.api.operations.flatMap((operation) => casesOf(context, operation)),
    ),
});

/** With a valid body where the operation takes one: only the header or the cookie is wrong. */
function casesOf(context: StageContexts["probe"], operation: Operation): readonly Case[] {
  const [base] = basesOf(context, operation);
  if (operation.requestBody?.required === true && base === undefined) return [];
  const body = base === undefined ? {} : { json: base.body };
  const own = operation.parameters.filter(isHeader).flatMap((parameter) =>
    parameterCases(operation, parameter.name, wireValues(context.brief, context.random, parameter), (value) => ({
      ...body,
      headers: { [parameter.name]: value },
    })),
  );
  // A key of idempotency that is missing is what idempotency.missing-key asks about.
  const isMissingKey = ({ name }: Parameter, keyword?: string): boolean =>
    keyword === "required" && name === context.brief.idempotency?.header;
  const planned = plannedCases(
    context,
    operation,
    (each, keyword) => (isHeader(each) || each.in === "cookie") && !isMissingKey(each, keyword),
  );
  return [...own, ...planned];
}

function isHeader(parameter: Parameter): boolean {
  return parameter.in === "header" && !notParameters.includes(parameter.name.toLowerCase());
}
