import { itemsOf, propertyOf } from "../../brief/openapi/property.ts";
import { valueAt } from "../../brief/openapi/pointer.ts";
import type { ApiDescription, Json, Operation } from "../../brief/openapi/types.ts";
import { type Unsendable, unsendable } from "../../http/parameters/on-the-wire.ts";
import { readyParameters } from "../../http/parameters/ready.ts";
import { bodyFormatOf, serialisedBody } from "../../http/parameters/serialise-body.ts";
import type { BodyValue, PlannedRequest, RequestValues } from "./types.ts";

type Document = Pick<ApiDescription, "document">;

export type Built = ({ readonly kind: "request" } & PlannedRequest) | Unsendable;

/** Servers refuse longer ones whatever they say: gunicorn takes request lines of 4,094 bytes. */
const longestTarget = 3_500;
const longestHeader = 4_000;
/** Flask takes forms of 500,000 bytes. */
const longestBody = 400_000;

/** A request with its values written as its parameters and media type ask. */
export function builtRequest(
  api: Document,
  operation: Operation,
  values: RequestValues,
  without: readonly string[] = [],
): Built {
  const ready = readyParameters(values.parameters);
  if (ready.kind === "unsendable") return unsendable(`${ready.parameter.name}: ${ready.why}`);
  const body = values.body && writtenBody(api, operation, values.body);
  if (body?.kind === "unsendable") return body;
  const { path, query, headers } = ready;
  const target = operation.path.length + Object.values(path).join("").length + query.length;
  if (target > longestTarget) return unsendable(`servers refuse a request line of ${target} characters`);
  const longest = Math.max(0, ...Object.values(headers).map(({ length }) => length));
  if (longest > longestHeader) return unsendable(`servers refuse a header of ${longest} characters`);
  return {
    kind: "request",
    operation,
    parameters: values.parameters,
    body: values.body,
    call: {
      ready: { path, query, headers },
      ...(body === undefined ? {} : { body: body.body, headers: { "Content-Type": body.contentType } }),
      ...(without.length === 0 ? {} : { without }),
    },
    open: openVariables(operation).filter((name) => !Object.hasOwn(path, name)),
  };
}

/** Names of the variables of an operation's path. */
export function openVariables({ path }: Operation): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
}

/** The body as it is sent. */
export function writtenBody(
  api: Document,
  operation: Operation,
  { mediaType, value }: BodyValue,
): ReturnType<typeof serialisedBody> {
  const media = operation.requestBody?.content[mediaType];
  const pointer = media?.schema?.pointer;
  const names = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  // Asked only where it matters: the document is searched for each member.
  const isMultipart = bodyFormatOf(mediaType) === "multipart";
  const files = new Set(
    names.filter((name) => isMultipart && pointer !== undefined && isFile(api, propertyOf(api, pointer, name))),
  );
  const body = serialisedBody(mediaType, { encoding: media?.encoding ?? {}, files }, value);
  if (body.kind === "unsendable" || body.body.length <= longestBody) return body;
  return unsendable(`servers refuse a body of ${body.body.length} characters`);
}

/** Bytes, in the words of OpenAPI 3.0 (format) or 3.1 (contentMediaType); or a list of them. */
function isFile(api: Document, pointer: string | undefined): boolean {
  if (pointer === undefined) return false;
  const schema = membersOf(valueAt(api.document, pointer));
  const isBytes = schema.format === "binary" || schema.contentMediaType === "application/octet-stream";
  return isBytes || isFile(api, itemsOf(api, pointer));
}

function membersOf(value: Json | undefined): { readonly [member: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { [member: string]: Json })
    : {};
}
