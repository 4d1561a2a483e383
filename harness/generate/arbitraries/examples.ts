import type { Json } from "../../brief/openapi/types.ts";
import type { Alternative } from "../schema/alternatives.ts";
import { elementNodes } from "../schema/elements.ts";
import { declaredNames, memberNodes, requiredNames } from "../schema/members.ts";
import { isMembers, keywordsOf, type SchemaNode } from "../schema/node.ts";
import { isForeign, type World } from "../schema/world.ts";

/**
 * The values that the schemas themselves show (`example`, `examples`, `default`), as far as they are valid; without the members
 * that are not sent in this direction.
 */
export function examplesAt(
  world: World,
  nodes: readonly SchemaNode[],
  alternatives: readonly Alternative[],
): readonly Json[] {
  const shown = alternatives.slice(0, 1).flatMap(({ parts }) => parts.flatMap(shownBy));
  const [first] = alternatives;
  const sent = first === undefined ? shown : shown.map((value) => withoutForeign(world, first.parts, value));
  const seen = new Set<string>();
  return sent.filter((value) => {
    const text = JSON.stringify(value);
    if (seen.has(text)) return false;
    seen.add(text);
    return world.fits(nodes, value);
  });
}

function shownBy({ schema }: SchemaNode): readonly Json[] {
  const { example, examples, default: usual } = keywordsOf(schema);
  // A default of null or nothing says what is meant where the member is left out, not what it looks like.
  const isTelling =
    usual !== undefined && usual !== null && usual !== "" && !(Array.isArray(usual) && usual.length === 0);
  return [
    ...(example === undefined ? [] : [example]),
    ...(Array.isArray(examples) ? examples : []),
    ...(isTelling ? [usual] : []),
  ];
}

/** The value without members that travel the other way only and are not required; nested ones, too. */
function withoutForeign(world: World, parts: readonly SchemaNode[], value: Json): Json {
  if (Array.isArray(value)) return value.map((each, index) => withoutForeign(world, elementNodes(parts, index), each));
  if (!isMembers(value)) return value;
  const required = requiredNames(world, parts);
  const kept = Object.entries(value).filter(
    ([name]) => required.includes(name) || !memberNodes(parts, name).some((node) => isForeign(world, node)),
  );
  const declared = declaredNames(parts);
  return Object.fromEntries(
    kept.map(([name, member]) => [
      name,
      declared.includes(name) ? withoutForeign(world, memberNodes(parts, name), member) : member,
    ]),
  );
}
