import { keywordsOf, nodesIn, nodeWithin, type SchemaNode } from "./node.ts";

/** The schemas that the element of a list at an index must satisfy. */
export function elementNodes(parts: readonly SchemaNode[], index: number): readonly SchemaNode[] {
  const found = parts.flatMap((part) => {
    const prefix = nodesIn(part, "prefixItems");
    return prefix[index] ?? nodeWithin(part, "items") ?? [];
  });
  if (found.length > 0) return found;
  return parts.flatMap((part) => nodeWithin(part, "unevaluatedItems") ?? []);
}

/** How many elements have schemas of their own place; those that follow are all alike. */
export function prefixLength(parts: readonly SchemaNode[]): number {
  return Math.max(0, ...parts.map((part) => nodesIn(part, "prefixItems").length));
}

/** A schema that some of the elements must satisfy, and how many. */
export interface Contained {
  readonly node: SchemaNode;
  readonly fewest: number;
  readonly most: number;
}

export function containedIn(parts: readonly SchemaNode[]): readonly Contained[] {
  return parts.flatMap((part) => {
    const node = nodeWithin(part, "contains");
    if (node === undefined) return [];
    const { minContains, maxContains } = keywordsOf(part.schema);
    return {
      node,
      fewest: typeof minContains === "number" ? minContains : 1,
      most: typeof maxContains === "number" ? maxContains : Number.POSITIVE_INFINITY,
    };
  });
}
