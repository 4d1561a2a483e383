import type { PlannedRequest, RequestValues } from "../../../generate/plan/types.ts";
import type { Brief } from "../../../brief/types.ts";
import { keepsRules } from "../../../brief/time-rules.ts";
import { isObject } from "../../json-values.ts";
import { publishedResource } from "../../main-resource.ts";

/**
 * Whether a valid request must be taken, whatever is stored: not one that asks for another state, that may be no move, nor one with
 * half of a rule of two fields, nor one with a cursor, which only the app can make.
 */
export function mustBeTaken(
  brief: Brief,
  { operation }: Pick<PlannedRequest, "operation">,
  values: RequestValues,
): boolean {
  const { create, states, rules = [] } = publishedResource(brief) ?? {};
  const cursor = brief.pagination?.style === "cursor" ? brief.pagination.parameters.cursor : undefined;
  if (values.parameters.some(({ parameter }) => parameter.in === "query" && parameter.name === cursor)) return false;
  const body = values.body?.value;
  if (!isObject(body)) return true;
  if (states !== undefined && operation.id !== create && Object.hasOwn(body, states.field)) return false;
  const isHalf = rules.some(({ before, after }) => Object.hasOwn(body, before) !== Object.hasOwn(body, after));
  return !isHalf && keepsRules(body, rules);
}
