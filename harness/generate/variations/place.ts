import type { Json } from "../../brief/openapi/types.ts";
import { applyingTo } from "../schema/applying.ts";
import { elementNodes, prefixLength } from "../schema/elements.ts";
import { declaredNames, memberNodes } from "../schema/members.ts";
import { isMembers, ownMember, type SchemaNode } from "../schema/node.ts";
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
  visit([root], base, base, [], undefined, false);
  if (places.length >= mostPlaces)
    world.note(root, "properties", `Only the first ${mostPlaces} places of it are varied.`);
  return places;

  function visit(
    nodes: readonly SchemaNode[],
    value: Json,
    body: Json,
    path: JsonPath,
    outer: JsonPath | undefined,
    isAdded: boolean,
  ): void {
    if (places.length >= mostPlaces || nodes.length === 0) return;
    const applying = applyingTo(world, nodes, value);
    if (applying === undefined) return;
    const { parts, hasChoice } = applying;
    const choiceAt = outer ?? (hasChoice ? path : undefined);
    places.push({ path, value, body, nodes, parts, choiceAt });
    const inner = (key: string | number, nodesThere: readonly SchemaNode[], there: Json | undefined): void => {
      const at = [...path, key];
      if (there !== undefined) {
        visit(nodesThere, there, body, at, choiceAt, isAdded);
        return;
      }
      // One addition on the way is enough: a schema that refers to itself would never end.
      const added = isAdded ? undefined : plain(nodesThere);
      if (added === undefined) return;
      const larger = withValueAt(body, at, added);
      if (world.fits([root], larger)) visit(nodesThere, added, larger, at, choiceAt, true);
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
      const places = prefixLength(parts);
      for (let index = 0; index <= places; index += 1) {
        // A gap in a list can't be left.
        if (index <= value.length) inner(index, elementNodes(parts, index), value[index]);
      }
    }
  }
}
