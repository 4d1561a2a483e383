import type { Json } from "../../brief/openapi/types.ts";
import { messageOf } from "../../types/errors.ts";
import type { SchemaSource, Unsupported } from "../types.ts";
import { nodeAt, type SchemaNode } from "./node.ts";

/** What making values for one schema needs to know of its document, and the list of what it can't do. */
export interface World {
  readonly source: SchemaSource;
  /** Whether the value validates against all of these schemas; false where one can't be compiled, which is noted. */
  fits(nodes: readonly SchemaNode[], value: Json): boolean;
  /** The schema that a reference leads to; undefined (and noted) where it leads out of the document. */
  target(from: SchemaNode, reference: string): SchemaNode | undefined;
  note(at: SchemaNode, keyword: string, why: string): void;
  readonly unsupported: () => readonly Unsupported[];
}

export function worldOf(source: SchemaSource): World {
  const { api, direction } = source;
  const notes = new Map<string, Unsupported>();
  const note: World["note"] = ({ pointer }, keyword, why) => {
    notes.set(`${pointer} ${keyword}`, { pointer, keyword, why });
  };
  const broken = new Set<string>();
  return {
    source,
    note,
    unsupported: () => [...notes.values()],
    fits: (nodes, value) =>
      nodes.every((node) => {
        if (broken.has(node.pointer)) return false;
        if (typeof node.schema === "boolean") return node.schema;
        try {
          return api.validate(node.pointer, value, direction).valid;
        } catch (error) {
          broken.add(node.pointer);
          note(node, "$schema", `The validator can't work with this schema: ${messageOf(error).split("\n", 1)[0]}`);
          return false;
        }
      }),
    target(from, reference) {
      if (reference === "#" || reference.startsWith("#/")) return nodeAt(api.document, reference);
      note(from, "$ref", `${reference} is no pointer into this document.`);
      return undefined;
    },
  };
}

/** Whether the schema says that its value travels the other way only: readOnly in a request, writeOnly in a response. */
export function isForeign({ source }: World, { schema }: SchemaNode): boolean {
  const keyword = source.direction === "request" ? "readOnly" : "writeOnly";
  return (
    typeof schema === "object" &&
    schema !== null &&
    Object.entries(schema).some(([key, on]) => key === keyword && on === true)
  );
}
