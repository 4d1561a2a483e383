import type { ApiDescription, Json, Operation, Parameter, SchemaAt } from "../../brief/openapi/types.ts";
import { serialised } from "../../http/parameters/serialise.ts";
import { fixedSample } from "../arbitraries/checked.ts";
import { writtenBody } from "./build-request.ts";
import type { SchemaValues } from "../types.ts";
import { textIn } from "./text-in.ts";
import type { BodyValue, ParameterValue } from "./types.ts";

/** Generated values that are looked at for a plain one. */
const looked = 40;

/** Headers that must be new in each request: the client makes them up (a UUID) when it sends. */
const mustBeNew = /idempotency|request-?id|correlation|nonce|trace/i;

/** Optional parameters of these names take what the server gave out before: any other value may rightly be refused. */
const givenOut = /cursor|token|marker|continuation|(^|[-_])(after|since)[-_]?id$|^if-/i;

/** True for a parameter whose valid values only the server knows. */
export function isServerMade({ name }: Parameter): boolean {
  return givenOut.test(name);
}

const someUuid = "3f0d7c1e-8a52-4b6f-9c1d-2e7a5b904d13";

/** True for a required header that the client fills in, so that a plan, which is fixed, must leave it open. */
export function isMadeUp(api: Pick<ApiDescription, "validate">, parameter: Parameter): boolean {
  if (parameter.in !== "header" || !parameter.required) return false;
  const { schema } = parameter;
  if (schema !== undefined && !api.validate(schema.pointer, someUuid, "request").valid) return false;
  return mustBeNew.test(parameter.name) || (parameter.examples.length === 0 && !hasSample(schema));
}

/** Whether a value can be sent as a parameter so that nobody could find fault with it: control characters are anyone's guess. */
export function isSendable(parameter: Parameter, value: Json): boolean {
  return serialised(parameter, value).kind === "text" && !/\p{Cc}/u.test(textIn(value));
}

/** Whether a body can be sent so that nobody could find fault with it: databases refuse the character NUL, UTF-8 lone surrogates. */
export function isWritable(
  api: Pick<ApiDescription, "document">,
  operation: Operation,
  mediaType: string,
  value: Json,
): boolean {
  const text = textIn(value);
  if (text.includes("\0") || !text.isWellFormed()) return false;
  return writtenBody(api, operation, { mediaType, value }).kind === "body";
}

/** The value that a parameter has in requests that try something else: an example, or the smallest that is generated. */
export function plainParameter(
  api: Pick<ApiDescription, "validate">,
  parameter: Parameter,
  values: Pick<SchemaValues, "plain" | "valid"> | undefined,
): ParameterValue | undefined {
  const { schema, examples } = parameter;
  const published = [...examples.map(({ value }) => value), ...samplesOf(schema)];
  const isValid = (value: Json): boolean =>
    schema === undefined || api.validate(schema.pointer, value, "request").valid;
  const value =
    published.find((each) => isValid(each) && isSendable(parameter, each)) ??
    smallest(values, (each) => isSendable(parameter, each));
  return value === undefined ? undefined : { parameter, value };
}

/** The body of requests that try something else. */
export function plainBody(
  api: Pick<ApiDescription, "validate" | "document">,
  operation: Operation,
  mediaType: string,
  values: Pick<SchemaValues, "plain" | "valid"> | undefined,
): BodyValue | undefined {
  const { schema, examples = [] } = operation.requestBody?.content[mediaType] ?? {};
  const isWritten = (value: Json): boolean => isWritable(api, operation, mediaType, value);
  const published = [...examples.map(({ value }) => value), ...samplesOf(schema)];
  const isValid = (value: Json): boolean =>
    schema === undefined || api.validate(schema.pointer, value, "request").valid;
  const value = published.find((each) => isValid(each) && isWritten(each)) ?? smallest(values, isWritten);
  return value === undefined ? undefined : { mediaType, value };
}

function hasSample(schema: SchemaAt | undefined): boolean {
  return samplesOf(schema).length > 0;
}

function samplesOf(schema: SchemaAt | undefined): readonly Json[] {
  if (schema === undefined || typeof schema.schema === "boolean") return [];
  const { examples, default: standard } = schema.schema;
  return [...(Array.isArray(examples) ? examples : []), ...(standard === undefined ? [] : [standard])];
}

/** The plain value, or the shortest of the first few at random that will do. */
function smallest(
  values: Pick<SchemaValues, "plain" | "valid"> | undefined,
  willDo: (value: Json) => boolean,
): Json | undefined {
  if (values === undefined) return undefined;
  const { plain } = values;
  if (plain !== undefined && willDo(plain)) return plain;
  if (values.valid === undefined) return undefined;
  const found = [...fixedSample(values.valid, looked)].filter(willDo);
  const [first, ...others] = found.map((value) => ({ value, length: JSON.stringify(value).length }));
  return others.reduce((best, each) => (best !== undefined && each.length < best.length ? each : best), first)?.value;
}
