import { pointerTo, valueAt } from "../../brief/openapi/pointer.ts";
import type { Json } from "../../brief/openapi/types.ts";

/** The keywords of a schema that is an object. */
export type Keywords = { readonly [keyword: string]: Json };

/** A schema (or what stands in its place) and its pointer in the document. */
export interface SchemaNode {
  readonly pointer: string;
  readonly schema: Json;
  /** True where it stands in no document: it was made up to say what one of several ways means. */
  readonly isMadeUp?: true;
}

/** The schema at a pointer of the document; one that is not there allows anything. */
export function nodeAt(document: Json, pointer: string): SchemaNode {
  return { pointer, schema: valueAt(document, pointer) ?? true };
}

/** What stands under these members of a node; undefined where there is nothing. */
export function nodeWithin(node: SchemaNode, ...members: readonly (string | number)[]): SchemaNode | undefined {
  let schema: Json | undefined = node.schema;
  for (const member of members) {
    schema = Array.isArray(schema) ? schema[Number(member)] : ownMember(keywordsOf(schema), String(member));
  }
  return schema === undefined ? undefined : { pointer: pointerTo(node.pointer, ...members), schema };
}

/** The nodes of a keyword that holds a list of schemas. */
export function nodesIn(node: SchemaNode, keyword: string): readonly SchemaNode[] {
  const list = keywordsOf(node.schema)[keyword];
  return Array.isArray(list)
    ? list.map((schema, index) => ({ pointer: pointerTo(node.pointer, keyword, index), schema }))
    : [];
}

/** The nodes of a keyword that holds schemas by name. */
export function namedNodesIn(node: SchemaNode, keyword: string): readonly (readonly [string, SchemaNode])[] {
  return Object.entries(keywordsOf(keywordsOf(node.schema)[keyword])).map(([name, schema]) => [
    name,
    { pointer: pointerTo(node.pointer, keyword, name), schema },
  ]);
}

/** The keywords of a schema; none for true, false and what is no schema. */
export function keywordsOf(schema: Json | undefined): Keywords {
  return isMembers(schema) ? schema : {};
}

export function isMembers(value: Json | undefined): value is Keywords {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object's own member: `constructor` and `__proto__` are names like any other. */
export function ownMember(members: Keywords, name: string): Json | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** A number that a keyword holds. */
export function numberIn(keywords: Keywords, name: string): number | undefined {
  const value = keywords[name];
  return typeof value === "number" ? value : undefined;
}

/** The texts in a keyword that holds a list of names. */
export function namesIn(keywords: Keywords, name: string): readonly string[] {
  const value = keywords[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
