import { regexOf } from "./regex.ts";
import { isMembers, keywordsOf, namedNodesIn, namesIn, nodeWithin, type SchemaNode } from "./node.ts";
import { isForeign, type World } from "./world.ts";

/** The schemas that the member of an object with this name must satisfy. */
export function memberNodes(parts: readonly SchemaNode[], name: string): readonly SchemaNode[] {
  const found = parts.flatMap((part) => evaluating(part, name));
  if (found.length > 0) return found;
  return parts.flatMap((part) => nodeWithin(part, "unevaluatedProperties") ?? []);
}

/** The schemas of one part for a member: its own, those of patterns, or else that of additional members. */
function evaluating(part: SchemaNode, name: string): readonly SchemaNode[] {
  const own = [
    nodeWithin(part, "properties", name) ?? [],
    ...namedNodesIn(part, "patternProperties").flatMap(([pattern, node]) =>
      regexOf(pattern)?.test(name) ? [node] : [],
    ),
  ].flat();
  return own.length > 0 ? own : [nodeWithin(part, "additionalProperties") ?? []].flat();
}

/** The names of members that the parts declare, in the order of the document. */
export function declaredNames(parts: readonly SchemaNode[]): readonly string[] {
  return [...new Set(parts.flatMap(({ schema }) => Object.keys(membersIn(schema, "properties"))))];
}

/** The names that must be there; what travels the other way only is not asked for. */
export function requiredNames(world: World, parts: readonly SchemaNode[]): readonly string[] {
  const named = parts.flatMap((part) =>
    namesIn(keywordsOf(part.schema), "required").filter((name) => {
      const own = nodeWithin(part, "properties", name);
      return own === undefined || !isForeign(world, own);
    }),
  );
  return withDependents(parts, named);
}

/** The names, and those that dependentRequired asks for beside them. */
export function withDependents(parts: readonly SchemaNode[], names: readonly string[]): readonly string[] {
  const all = new Set(names);
  for (const name of all) {
    for (const { schema } of parts) {
      for (const dependent of namesIn(membersIn(schema, "dependentRequired"), name)) all.add(dependent);
    }
  }
  return [...all];
}

function membersIn(schema: SchemaNode["schema"], keyword: string): ReturnType<typeof keywordsOf> {
  const value = keywordsOf(schema)[keyword];
  return isMembers(value) ? value : {};
}
