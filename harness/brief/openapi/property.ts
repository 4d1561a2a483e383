import { pointerTo, valueAt } from "./pointer.ts";
import type { ApiDescription, Json, Operation, SchemaAt } from "./types.ts";

type Members = { readonly [member: string]: Json };

/** Where a schema declares the member of an object: its own, or that of a schema it refers to or is made of; undefined where nowhere. */
export function propertyOf(api: Pick<ApiDescription, "document">, schema: string, name: string): string | undefined {
  return schemasOf(api.document, schema)
    .filter(({ value }) => Object.hasOwn(membersOf(value.properties), name))
    .map(({ pointer }) => pointerTo(pointer, "properties", name))[0];
}

/** Where a schema describes the entries of an array; undefined where it describes none. */
export function itemsOf(api: Pick<ApiDescription, "document">, schema: string): string | undefined {
  return schemasOf(api.document, schema)
    .filter(({ value }) => Object.hasOwn(value, "items"))
    .map(({ pointer }) => pointerTo(pointer, "items"))[0];
}

/** The schema of an operation's JSON request body. */
export function requestSchema(operation: Operation): SchemaAt | undefined {
  return jsonSchemaOf(operation.requestBody?.content ?? {});
}

/** The schema of the JSON body that an operation answers with when it succeeds. */
export function successSchema(operation: Operation): SchemaAt | undefined {
  return Object.entries(operation.responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, response]) => jsonSchemaOf(response.content))
    .find((schema) => schema !== undefined);
}

function jsonSchemaOf(content: Operation["responses"][string]["content"]): SchemaAt | undefined {
  return Object.entries(content).find(([type]) => /^application\/([\w.+-]+\+)?json\b/.test(type))?.[1].schema;
}

/** The schema itself, and those that it refers to or is made of; each once, so that a circle ends. */
function schemasOf(
  document: Members,
  pointer: string,
  seen = new Set<string>(),
): readonly { readonly pointer: string; readonly value: Members }[] {
  if (seen.has(pointer)) return [];
  seen.add(pointer);
  const value = membersOf(valueAt(document, pointer));
  const parts = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => {
    const alternatives = value[keyword];
    return Array.isArray(alternatives) ? alternatives.map((_, index) => pointerTo(pointer, keyword, index)) : [];
  });
  const target = typeof value.$ref === "string" ? [value.$ref] : [];
  return [{ pointer, value }, ...[...target, ...parts].flatMap((each) => schemasOf(document, each, seen))];
}

function membersOf(value: Json | undefined): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : {};
}
