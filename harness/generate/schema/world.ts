import { canonicalPointer } from "../../brief/openapi/pointer.ts";
import type { Json } from "../../brief/openapi/types.ts";
import { messageOf } from "../../types/errors.ts";
import type { SchemaSource, Unsupported } from "../types.ts";
import { keywordsOf, nodeAt, type SchemaNode } from "./node.ts";

/** What making values for one schema needs to know of its document, and the list of what it can't do. */
export interface World {
  readonly source: SchemaSource;
  /** Whether the value validates against all of these schemas; false where the validator can't use one, which is noted. */
  fits(nodes: readonly SchemaNode[], value: Json): boolean;
  /** The schema that a reference leads to; undefined (and noted) where it leads out of the document. */
  target(from: SchemaNode, reference: string): SchemaNode | undefined;
  note(at: SchemaNode, keyword: string, why: string): void;
  readonly unsupported: () => readonly Unsupported[];
}

export function worldOf(source: SchemaSource): World {
  const notes = new Map<string, Unsupported>();
  const note: World["note"] = ({ pointer }, keyword, why) => {
    notes.set(`${pointer} ${keyword}`, { pointer, keyword, why });
  };
  const unusable = new Set<string>();
  const fits = (node: SchemaNode, value: Json): boolean => {
    if (typeof node.schema === "boolean") return node.schema;
    if (unusable.has(node.pointer)) return false;
    const { valid, unchecked } = validated(source, node, value);
    if (unchecked === undefined) return valid;
    unusable.add(node.pointer);
    note(node, "schema", `The validator can't use this schema: ${unchecked.split("\n", 1)[0]}`);
    return false;
  };
  return {
    source,
    note,
    unsupported: () => [...notes.values()],
    fits: (nodes, value) => nodes.every((node) => fits(node, value)),
    target(from, reference) {
      if (reference === "#" || reference.startsWith("#/")) {
        return nodeAt(source.api.document, reference === "#" ? "#" : canonicalPointer(reference));
      }
      note(from, "$ref", `${reference} is no pointer into this document.`);
      return undefined;
    },
  };
}

function validated(
  { api, direction }: SchemaSource,
  { pointer }: SchemaNode,
  value: Json,
): { readonly valid: boolean; readonly unchecked?: string | undefined } {
  try {
    const result = api.validate(pointer, value, direction);
    return { valid: result.valid, unchecked: result.valid ? result.unchecked : undefined };
  } catch (error) {
    return { valid: false, unchecked: messageOf(error) };
  }
}

/** Whether the schema says that its value travels the other way only: readOnly in a request, writeOnly in a response. */
export function isForeign({ source }: World, { schema }: SchemaNode): boolean {
  return keywordsOf(schema)[source.direction === "request" ? "readOnly" : "writeOnly"] === true;
}
