import type { Json } from "../../brief/openapi/types.ts";
import { applyingTo } from "../schema/applying.ts";
import { elementNodes, prefixLength } from "../schema/elements.ts";
import { declaredNames, memberNodes } from "../schema/members.ts";
import { isMembers, keywordsOf, ownMember, type SchemaNode } from "../schema/node.ts";
import { isForeign, type World } from "../schema/world.ts";
import type { JsonPath } from "../types.ts";
import { withValueAt } from "./at-path.ts";

/** A value that schemas describe, inside a valid whole. */
export interface Place {
  readonly path: JsonPath;
  readonly value: Json;
  /** The whole: the base, or the base with an absent optional value added. */
  readonly body: Json;
  /** The schemas that the value must satisfy. */
  readonly nodes: readonly SchemaNode[];
  /** The schemas whose keywords it keeps now. */
  readonly parts: readonly SchemaNode[];
  /** The outermost place around it, or itself, where the schema leaves a choice; undefined where there is none. */
  readonly choiceAt: JsonPath | undefined;
}

/** What was met on the way to a place. */
interface Surroundings {
  readonly choiceAt: JsonPath | undefined;
  /** Whether something around the place was added to the base. */
  readonly isAdded: boolean;
  /** The schemas of the places around it. */
  readonly around: readonly string[];
}

/** How often a schema is looked at inside itself. */
const mostRecursions = 1;

/** Places of one schema; of a larger one, the rest is said not to be looked at. */
const mostPlaces = 300;

/**
 * Every place of a value that its schemas describe: nested ones, one element for all of a list, one member for all of a map. What
 * is optional and absent is added with a plain value, where that is valid.
 */
export function placesOf(
  world: World,
  root: SchemaNode,
  base: Json,
  plain: (nodes: readonly SchemaNode[]) => Json | undefined,
): readonly Place[] {
  const places: Place[] = [];
  visit([root], base, base, [], { choiceAt: undefined, isAdded: false, around: [] });
  if (places.length >= mostPlaces)
    world.note(root, "properties", `Only the first ${mostPlaces} places of it are varied.`);
  return places;

  function visit(
    nodes: readonly SchemaNode[],
    value: Json,
    body: Json,
    path: JsonPath,
    { choiceAt: outer, isAdded, around }: Surroundings,
  ): void {
    if (places.length >= mostPlaces || nodes.length === 0) return;
    const applying = applyingTo(world, nodes, value);
    if (applying === undefined) {
      const [first] = nodes;
      if (first !== undefined)
        world.note(first, "schema", "In which of its ways a value keeps it was not found: nothing is varied there.");
      return;
    }
    const { parts, hasChoice } = applying;
    const key = parts
      .filter(isMoreThanReference)
      .map(({ pointer }) => pointer)
      .join(" ");
    if (key !== "" && around.filter((each) => each === key).length > mostRecursions) return;
    const inside = [...around, key];
    const choiceAt = outer ?? (hasChoice ? path : undefined);
    places.push({ path, value, body, nodes, parts, choiceAt });
    const inner = (key: string | number, nodesThere: readonly SchemaNode[], there: Json | undefined): void => {
      const at = [...path, key];
      if (there !== undefined) {
        visit(nodesThere, there, body, at, { choiceAt, isAdded, around: inside });
        return;
      }
      // One addition on the way is enough: a schema that refers to itself would never end.
      const added = isAdded ? undefined : plain(nodesThere);
      if (added === undefined) return;
      const larger = withValueAt(body, at, added);
      if (world.fits([root], larger)) visit(nodesThere, added, larger, at, { choiceAt, isAdded: true, around: inside });
    };
    if (isMembers(value)) {
      const declared = declaredNames(parts);
      for (const name of declared) {
        const nodesThere = memberNodes(parts, name);
        if (!nodesThere.some((node) => isForeign(world, node))) inner(name, nodesThere, ownMember(value, name));
      }
      const [other] = Object.keys(value).filter((name) => !declared.includes(name));
      if (other !== undefined) inner(other, memberNodes(parts, other), ownMember(value, other));
    }
    if (Array.isArray(value)) {
      const ownPlaces = prefixLength(parts);
      for (let index = 0; index <= ownPlaces; index += 1) {
        // A gap in a list can't be left.
        if (index <= value.length) inner(index, elementNodes(parts, index), value[index]);
      }
    }
  }
}

function isMoreThanReference({ schema }: SchemaNode): boolean {
  return Object.keys(keywordsOf(schema)).some((keyword) => keyword !== "$ref");
}
