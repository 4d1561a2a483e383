import type { Random } from "../types/random.ts";
import { successSchema } from "./openapi/property.ts";
import type { ApiDescription, Json } from "./openapi/types.ts";
import { plainValue, type TextSource } from "./plain-value.ts";

/**
 * A valid body for an operation that takes JSON, plain-looking, from `random`; `overrides` replaces members. Throws Error where
 * the operation takes no JSON object.
 */
export function makeBody(
  api: ApiDescription,
  operationId: string,
  random: Random,
  overrides: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const content = api.operation(operationId).requestBody?.content ?? {};
  const schema = Object.entries(content).find(([type]) => /^application\/([\w.+-]+\+)?json$/.test(type))?.[1].schema;
  if (schema === undefined) throw new Error(`${operationId} takes no JSON body.`);
  const value = plainValue(schema.schema, { api, random, text: plainText(random), isRequest: true });
  if (!isObject(value)) throw new Error(`${operationId} takes no JSON object.`);
  return { ...value, ...overrides };
}

/** A record in the form in which an operation answers with success, plain-looking, from `random`. */
export function makeRecord(
  api: ApiDescription,
  operationId: string,
  random: Random,
): Readonly<Record<string, unknown>> {
  const schema = successSchema(api.operation(operationId));
  if (schema === undefined) throw new Error(`${operationId} documents no JSON body for success.`);
  const value = plainValue(schema.schema, { api, random, text: plainText(random) });
  if (!isObject(value)) throw new Error(`${operationId} answers with no JSON object.`);
  return value;
}

const words = [
  "please",
  "deliver",
  "before",
  "noon",
  "ring",
  "twice",
  "leave",
  "at",
  "the",
  "door",
  "thank",
  "you",
] as const;

/** Texts as people type them, from `random`. */
export function plainText(random: Random): TextSource {
  return {
    email: () => `${random.token(8)}@probe.example`,
    sentence: () => Array.from({ length: random.integer(3, 7) }, () => random.pick(words)).join(" "),
  };
}

function isObject(value: Json): value is { readonly [member: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
