import fc, { type Arbitrary } from "fast-check";
import type { Json } from "../../brief/openapi/types.ts";
import { declaredNames, memberNodes, requiredNames, withDependents } from "../schema/members.ts";
import { keywordsOf, numberIn, type SchemaNode } from "../schema/node.ts";
import { isForeign } from "../schema/world.ts";
import type { Build } from "./build.ts";
import { fitsAsName, freeNames } from "./names.ts";

/** Members of an open map: this many beyond those that it must have. */
const spread = 3;

/** Larger objects are not made. */
const mostMembers = 200;

interface Member {
  readonly name: string;
  readonly isRequired: boolean;
  readonly made: Arbitrary<Json>;
}

/** Objects that all parts allow. Members that the document does not know are made only where an object is a map, or must be larger. */
export function objectsOf(parts: readonly SchemaNode[], build: Build): Arbitrary<Json> | undefined {
  const { fewest, most } = sizeOf(parts);
  const required = requiredNames(build.world, parts);
  if (fewest > most || required.length > most || fewest > mostMembers) return undefined;
  const members: Member[] = [];
  for (const name of required) {
    const made = fitsAsName(build.world, parts, name) ? build.child(memberNodes(parts, name)) : undefined;
    if (made === undefined) return undefined;
    members.push({ name, isRequired: true, made });
  }
  const optional = declaredNames(parts).filter((name) => !required.includes(name));
  add(optional, build.onlyRequired ? fewest - members.length : build.mostOptional);
  const isMap = declaredNames(parts).length === 0 && !build.onlyRequired;
  const more = Math.max(isMap ? Math.min(spread, most) : 0, fewest - members.length);
  if (more > 0) add(freeNames(build.world, parts, more), more);
  if (members.length < fewest) return undefined;
  return assembled(members, parts, build);

  function add(names: readonly string[], count: number): void {
    let left = count;
    for (const name of names) {
      if (left <= 0) return;
      const nodes = memberNodes(parts, name);
      if (members.some((each) => each.name === name) || nodes.some((node) => isForeign(build.world, node))) continue;
      const made = fitsAsName(build.world, parts, name) ? build.child(nodes) : undefined;
      if (made === undefined) continue;
      members.push({ name, isRequired: false, made });
      left -= 1;
    }
  }
}

export function sizeOf(parts: readonly SchemaNode[]): { readonly fewest: number; readonly most: number } {
  const all = parts.map(({ schema }) => keywordsOf(schema));
  return {
    fewest: Math.max(0, ...all.flatMap((keywords) => numberIn(keywords, "minProperties") ?? [])),
    most: Math.min(...all.flatMap((keywords) => numberIn(keywords, "maxProperties") ?? [])),
  };
}

function assembled(members: readonly Member[], parts: readonly SchemaNode[], build: Build): Arbitrary<Json> {
  const { fewest, most } = sizeOf(parts);
  const count = members.filter(({ isRequired }) => isRequired).length;
  const isCounted = fewest > count || most < members.length;
  const presence = fc.tuple(
    ...members.map(({ isRequired }) => (isRequired || build.style === "plain" ? fc.constant(true) : fc.boolean())),
  );
  const values = members.map(({ made, isRequired }) =>
    isRequired || build.style === "plain" || isCounted ? made : fc.option(made, { nil: undefined, freq: 2 }),
  );
  if (!isCounted) return fc.tuple(...values).map((made) => objectOf(members, made, parts));
  return fc.tuple(fc.tuple(...values), presence).map(([made, wanted]) => {
    // Those that are wanted first, then others until there are enough; never more than fit.
    const order = members
      .map((member, index) => ({ index, rank: member.isRequired ? 0 : wanted[index] ? 1 : 2 }))
      .toSorted((one, other) => one.rank - other.rank);
    const size = Math.max(fewest, Math.min(most, order.filter(({ rank }) => rank < 2).length));
    const kept = new Set(order.slice(0, size).map(({ index }) => index));
    return objectOf(
      members,
      made.map((value, index) => (kept.has(index) ? value : undefined)),
      parts,
    );
  });
}

/** The object of the members that are there; an optional one without those that must stand beside it is left out. */
function objectOf(
  members: readonly Member[],
  values: readonly (Json | undefined)[],
  parts: readonly SchemaNode[],
): Json {
  const present = new Map<string, Json>();
  for (const [index, { name }] of members.entries()) {
    const value = values[index];
    if (value !== undefined) present.set(name, value);
  }
  const lacks = (name: string): boolean => withDependents(parts, [name]).some((each) => !present.has(each));
  const dropped = members.filter(({ name, isRequired }) => !isRequired && present.has(name) && lacks(name));
  for (const { name } of dropped) present.delete(name);
  return Object.fromEntries(present);
}
