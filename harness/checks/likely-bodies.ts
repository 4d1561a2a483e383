import type { ApiDescription, Json, JsonSchema, Operation } from "../brief/openapi/types.ts";
import { plainValue, resolved } from "../brief/plain-value.ts";
import { plainText } from "../brief/request-body.ts";
import { matchOperation } from "../http/match-operation.ts";
import type { Exchange } from "../types/exchange.ts";
import type { StageContexts } from "./check.ts";
import { isAnswered, isSuccess } from "./contract/documented.ts";
import { jsonBody } from "./contract/json-body.ts";
import { isObject } from "./json-values.ts";

type Context = Pick<StageContexts["probe"], "api" | "brief" | "random">;

/**
 * JSON bodies that an operation probably takes, the likeliest first: the document's own examples, plain values with everything and
 * with nothing but what is required, and what it took before. One `undefined` for an operation without a body.
 */
export function likelyBodies(context: Context, operation: Operation): readonly unknown[] {
  const media = jsonBody(operation);
  const schema = media?.schema;
  if (media === undefined || schema === undefined) return [undefined];
  const { api } = context.brief;
  const plain = plainBody(context, schema.schema);
  const bodies = [
    ...media.examples.map(({ value }): unknown => value),
    ...(plain === undefined ? [] : [plain, withoutOptional(api, schema.schema, plain)]),
  ];
  return [
    ...bodies.filter((body) => api.validate(schema.pointer, body, "request").valid),
    ...takenBefore(context, operation),
  ];
}

/** Of the valid JSON bodies with which an operation succeeded in this run, the one that says most; of those, the shortest. */
export function takenBefore(
  { api, brief }: { readonly api: Pick<Context["api"], "traffic">; readonly brief: Context["brief"] },
  operation: Operation,
): readonly unknown[] {
  const schema = jsonBody(operation)?.schema;
  if (schema === undefined) return [];
  const taken = api.traffic
    .filter(
      (exchange) =>
        isAnswered(exchange) &&
        isSuccess({ exchange }) &&
        matchOperation(brief.api.operations, exchange.request)?.operation.id === operation.id,
    )
    .map(parsed)
    .filter((body) => body !== undefined && brief.api.validate(schema.pointer, body, "request").valid)
    .map((body) => ({ body, members: membersOf(body), length: JSON.stringify(body).length }))
    .toSorted((one, other) => other.members - one.members || one.length - other.length);
  return taken.slice(0, 1).map(({ body }) => body);
}

function membersOf(value: unknown): number {
  return isObject(value) ? Object.keys(value).length : 0;
}

function parsed({ request }: Exchange): unknown {
  try {
    return JSON.parse(request.body ?? "");
  } catch {
    return undefined;
  }
}

function plainBody({ brief, random }: Context, schema: JsonSchema): Json | undefined {
  try {
    return plainValue(schema, { api: brief.api, random, text: plainText(random) });
  } catch (error) {
    // A pattern for which no text is found, or one that is no ECMA expression.
    if (error instanceof RangeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function withoutOptional(api: ApiDescription, schema: JsonSchema, body: Json): unknown {
  const { required } = resolved(schema, { api });
  const names = Array.isArray(required) ? required : [];
  return isObject(body) ? Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name))) : body;
}
