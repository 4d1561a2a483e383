import type { Operation, Parameter } from "../../brief/openapi/types.ts";
import type { Brief } from "../../brief/types.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import type { Case } from "./cases.ts";
import { plannedCases } from "./planned-cases.ts";
import { tryCases } from "./try-cases.ts";
import { afterExamples } from "./try-sites.ts";
import { parameterCases, wireValues } from "./wire-values.ts";

/** Page size and cursor belong to the pagination checks (an offset is a number like any other), bounds that a list is filtered by to the filtering ones. */
export default defineCheck({
  id: "validation.query-parameter",
  stage: "probe",
  after: afterExamples,
  title: "Query parameters are taken and refused as the document says",
  why: "A filter that is mistyped and ignored shows everything, and the one who looks believes it.",
  hint: "Validate every parameter of the query as you validate the body; don't fall back to a default.",
  run: (context) =>
    tryCases(
      context,
      context.brief.api.operations.flatMap((operation) => casesOf(context, operation)),
    ),
});

function casesOf(context: StageContexts["probe"], operation: Operation): readonly Case[] {
  const { brief, random } = context;
  const isOurs = (parameter: Parameter): boolean => parameter.in === "query" && !isAskedElsewhere(brief, parameter);
  const own =
    operation.method !== "get"
      ? []
      : operation.parameters.filter(isOurs).flatMap((parameter) =>
          parameterCases(operation, parameter.name, wireValues(brief, random, parameter), (value) => ({
            query: { [parameter.name]: value },
          })),
        );
  return [...own, ...plannedCases(context, operation, isOurs)];
}

function isAskedElsewhere({ pagination, resources }: Brief, { name }: Parameter): boolean {
  const paging: readonly string[] =
    pagination === undefined
      ? []
      : [pagination.parameters.limit, ...("cursor" in pagination.parameters ? [pagination.parameters.cursor] : [])];
  const isBound = Object.values(resources).some(
    ({ filters = {} }) => (filters[name]?.operator ?? "equals") !== "equals",
  );
  return paging.includes(name) || isBound;
}
