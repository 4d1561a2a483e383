import { propertyOf, requestSchema, successSchema } from "../../brief/openapi/property.ts";
import type { Json, JsonSchema } from "../../brief/openapi/types.ts";
import { resolved } from "../../brief/plain-value.ts";
import { makeBody } from "../../brief/request-body.ts";
import type { Brief } from "../../brief/types.ts";
import type { Answered, CallOptions } from "../../http/types.ts";
import type { StageContexts } from "../check.ts";
import { isObject, type JsonObject, sameValue } from "../json-values.ts";
import { mainResource } from "../main-resource.ts";

type Context = StageContexts["probe"];

/** Optional members are left out now and then, null and defaults come up: in so many bodies is a better one of each. */
const mostBodies = 40;

/** Why checks of a replace do not apply; undefined where the brief asks for it. */
export function askedForReplace({ resources }: Brief): string | undefined {
  return Object.values(resources)[0]?.replace === undefined ? "The brief publishes no replace of a record." : undefined;
}

/** Replaces a record. */
export async function replaceRecord(
  { api, brief }: Pick<Context, "api" | "brief">,
  id: string,
  json: JsonObject,
  options: Pick<CallOptions, "headers" | "timeoutMs"> = {},
): Promise<Answered> {
  const { replace, pathParameter } = mainResource(brief);
  if (replace === undefined) throw new Error("not asked by this brief");
  return await api.call(replace, { ...options, path: { [pathParameter]: id }, json });
}

/**
 * A valid body of the replace that has every member, none of them null or at its default, as far as there are such values; the
 * partition is that of `record`, so that a list still shows it.
 */
export function fullReplacement(context: Context, record: JsonObject): JsonObject {
  const { api } = context.brief;
  const { replace, partition } = mainResource(context.brief);
  if (replace === undefined) throw new Error("not asked by this brief");
  const defaults = defaultsOf(context.brief);
  const { properties } = replaceKeywords(context.brief);
  const isPlain = (name: string, value: unknown): boolean =>
    value !== undefined &&
    value !== null &&
    !(Object.hasOwn(defaults, name) && sameValue(value, defaults[name])) &&
    !(Array.isArray(value) && value.length === 0);
  let full: JsonObject = {};
  for (let made = 0; made < mostBodies; made += 1) {
    const body = makeBody(api, replace, context.random);
    const better = Object.entries(body).filter(([name]) => !isPlain(name, full[name]));
    full = { ...full, ...Object.fromEntries(better) };
    if (isObject(properties) && Object.keys(properties).every((name) => isPlain(name, full[name]))) break;
  }
  const isKept = partition !== undefined && Object.hasOwn(full, partition.field);
  return isKept ? { ...full, [partition.field]: record[partition.field] } : full;
}

/** The body with nothing but what is required. */
export function onlyRequired(brief: Brief, body: JsonObject): JsonObject {
  const { required } = replaceKeywords(brief);
  const names: readonly Json[] = Array.isArray(required) ? required : [];
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}

/** What optional members of the replace are when they are left out, as far as the document says so. */
export function defaultsOf(brief: Brief): Readonly<Record<string, Json>> {
  const { properties, required } = replaceKeywords(brief);
  const names: readonly Json[] = Array.isArray(required) ? required : [];
  return Object.fromEntries(
    Object.entries(isObject(properties) ? (properties as { readonly [name: string]: JsonSchema }) : {})
      .filter(([name]) => !names.includes(name))
      .flatMap(([name, schema]) => {
        const { default: value } = resolved(schema, brief);
        return value === undefined ? [] : [[name, value] as const];
      }),
  );
}

function replaceKeywords(brief: Brief) {
  const { replace } = mainResource(brief);
  const schema = replace === undefined ? undefined : requestSchema(brief.api.operation(replace));
  return schema === undefined ? {} : resolved({ $ref: schema.pointer }, brief);
}

/** The members that reading a record shows: what is only written can't be compared. */
export function shownMembers(brief: Brief, record: JsonObject): JsonObject {
  const schema = successSchema(brief.api.operation(mainResource(brief).read));
  const isShown = (member: string): boolean =>
    schema !== undefined && propertyOf(brief.api, schema.pointer, member) !== undefined;
  return Object.fromEntries(Object.entries(record).filter(([member]) => isShown(member)));
}
