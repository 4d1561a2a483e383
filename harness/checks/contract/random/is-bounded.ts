import type { JsonSchema } from "../../../brief/openapi/types.ts";
import { resolved } from "../../../brief/plain-value.ts";
import type { Brief } from "../../../brief/types.ts";
import type { Difference } from "./differences.ts";
import { allowedValues, isNumeric, numberIn, typesOf, type Keywords } from "../../validation/keywords.ts";
import { isObject } from "../../json-values.ts";

/** Names of values that are compared with another value of the same request, which no schema can say. */
const compared = /^(min|max|from|to|start|end|since|until|before|after)|(min|max|from|to|start|end|before|after)$/i;

/**
 * Whether the document says exactly which values may stand at a place: listed ones, numbers between two bounds, true and false. Of
 * anything else an app may have rules that its document can't say.
 */
export function isBounded({ api }: Brief, difference: Difference, bodySchema: JsonSchema | undefined): boolean {
  const name = difference.parameter?.name ?? String(difference.path?.at(-1) ?? "");
  if (difference.value === undefined || compared.test(name)) return false;
  const schema = difference.parameter?.schema?.schema ?? schemaAt(api, bodySchema, difference.path ?? []);
  if (schema === undefined) return false;
  const keywords = resolved(schema, { api });
  if (allowedValues(keywords).length > 0 || typesOf(keywords).includes("boolean")) return true;
  const bounds = ["minimum", "maximum"].map((keyword) => numberIn(keywords, keyword));
  return isNumeric(keywords) && bounds.every((bound) => bound !== undefined);
}

/** The schema of a member of a body, through objects and lists. */
function schemaAt(
  api: Brief["api"],
  schema: JsonSchema | undefined,
  [key, ...rest]: readonly (string | number)[],
): JsonSchema | undefined {
  if (schema === undefined || key === undefined) return schema;
  const keywords: Keywords = resolved(schema, { api });
  const { properties, items } = keywords;
  const next = typeof key === "number" ? items : isObject(properties) ? (properties as Keywords)[key] : undefined;
  return isObject(next) ? schemaAt(api, next as JsonSchema, rest) : undefined;
}
