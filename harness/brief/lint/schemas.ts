import { pointerTo } from "../openapi/pointer.ts";
import type { Json } from "../openapi/types.ts";

type Members = { readonly [member: string]: Json };

/** A schema of an OpenAPI document, at any depth. */
interface SchemaPlace {
  readonly pointer: string;
  readonly keywords: Members;
}

/** Keywords that hold one schema, a list of schemas, or schemas by name (JSON Schema 2020-12, section 10). */
const single = ["items", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else"];
const lists = ["allOf", "anyOf", "oneOf", "prefixItems"];
const named = ["properties", "patternProperties", "dependentSchemas", "$defs"];

/** Every schema that is written in the document, each once, where it stands. */
export function schemasOfDocument(document: Members): readonly SchemaPlace[] {
  return outside(document, "#");
}

/** Outside schemas: a member `schema` holds one, `components.schemas` many. Examples are data, whatever their members are called. */
function outside(value: Json | undefined, pointer: string): readonly SchemaPlace[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => outside(each, pointerTo(pointer, index)));
  return Object.entries(membersOf(value)).flatMap(([name, member]) => {
    const at = pointerTo(pointer, name);
    if (name === "example" || name === "examples") return [];
    if (name === "schema") return inside(member, at);
    if (at === "#/components/schemas") return mapped(member, at);
    return outside(member, at);
  });
}

function inside(schema: Json | undefined, pointer: string): readonly SchemaPlace[] {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return [];
  const keywords = membersOf(schema);
  return [
    { pointer, keywords },
    ...single.flatMap((name) => inside(keywords[name], pointerTo(pointer, name))),
    ...lists.flatMap((name) => listed(keywords[name], pointerTo(pointer, name))),
    ...named.flatMap((name) => mapped(keywords[name], pointerTo(pointer, name))),
  ];
}

function listed(value: Json | undefined, pointer: string): readonly SchemaPlace[] {
  return Array.isArray(value) ? value.flatMap((each, index) => inside(each, pointerTo(pointer, index))) : [];
}

function mapped(value: Json | undefined, pointer: string): readonly SchemaPlace[] {
  return Object.entries(membersOf(value)).flatMap(([name, each]) => inside(each, pointerTo(pointer, name)));
}

function membersOf(value: Json | undefined): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : {};
}
