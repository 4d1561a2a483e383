import type { Json } from "../../brief/openapi/types.ts";
import { alternativesOf } from "./alternatives.ts";
import { isMembers, keywordsOf, namesIn, ownMember, type SchemaNode } from "./node.ts";
import { namedTypes, typeOf } from "./types-of.ts";
import type { World } from "./world.ts";

/** The schemas whose keywords a valid value keeps, references and the branches that it takes followed. */
export interface Applying {
  readonly parts: readonly SchemaNode[];
  /** Whether another value could satisfy the schemas in another way: then a problem is told of each of the ways. */
  readonly hasChoice: boolean;
}

/** What applies to a value that satisfies all of these schemas; undefined where no single way was found in which it does. */
export function applyingTo(world: World, nodes: readonly SchemaNode[], value: Json): Applying | undefined {
  const alternatives = alternativesOf(world, nodes);
  const taken =
    alternatives.length === 1
      ? alternatives[0]
      : alternatives.find(({ parts }) => parts.every((part) => keeps(world, part, value)));
  if (taken === undefined) return undefined;
  const isLinked = taken.parts.some(({ schema }) =>
    ["unevaluatedProperties", "unevaluatedItems"].some((keyword) => keywordsOf(schema)[keyword] !== undefined),
  );
  return { parts: taken.parts, hasChoice: alternatives.length > 1 || taken.loose || isLinked };
}

function keeps(world: World, part: SchemaNode, value: Json): boolean {
  if (part.isMadeUp !== true) return world.fits([part], value);
  const keywords = keywordsOf(part.schema);
  const names = isMembers(value) ? Object.keys(value) : undefined;
  const types = namedTypes([part]);
  const type = typeOf(value);
  return (
    (types === undefined || types.includes(type) || (type === "integer" && types.includes("number"))) &&
    (names === undefined || namesIn(keywords, "required").every((name) => names.includes(name))) &&
    (names === undefined || names.every((name) => ownMember(keywordsOf(keywords.properties), name) !== false))
  );
}
