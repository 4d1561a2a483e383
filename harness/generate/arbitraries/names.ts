import fc, { type Arbitrary } from "fast-check";
import { memberNodes } from "../schema/members.ts";
import { namedNodesIn, nodeWithin, type SchemaNode } from "../schema/node.ts";
import type { World } from "../schema/world.ts";
import { fixedSample } from "./checked.ts";
import { textsMatching } from "./patterns.ts";
import { stringsOf } from "./strings.ts";
import { alternativesOf } from "../schema/alternatives.ts";

/** Whether propertyNames allows the name. */
export function fitsAsName(world: World, parts: readonly SchemaNode[], name: string): boolean {
  const rules = parts.flatMap((part) => nodeWithin(part, "propertyNames") ?? []);
  return world.fits(rules, name);
}

/** Names for members that the parts do not declare but allow: of their patterns, and ordinary ones; always the same. */
export function freeNames(world: World, parts: readonly SchemaNode[], count: number): readonly string[] {
  const names = new Set<string>();
  const rules = parts.flatMap((part) => nodeWithin(part, "propertyNames") ?? []);
  for (const source of sourcesOf(world, parts, rules)) {
    for (const name of fixedSample(source, count * 3)) {
      if (names.size >= count) return [...names];
      const isRefused = memberNodes(parts, name).some(({ schema }) => schema === false);
      if (!isRefused && fitsAsName(world, parts, name)) names.add(name);
    }
  }
  for (let index = 1; names.size < count && index <= count * 2; index += 1) {
    const name = `member_${index}`;
    if (!memberNodes(parts, name).some(({ schema }) => schema === false) && fitsAsName(world, parts, name))
      names.add(name);
  }
  return [...names];
}

function* sourcesOf(
  world: World,
  parts: readonly SchemaNode[],
  rules: readonly SchemaNode[],
): Generator<Arbitrary<string>> {
  for (const [pattern] of parts.flatMap((part) => namedNodesIn(part, "patternProperties"))) {
    const matching = textsMatching([pattern], { fewest: 1, most: 40 });
    if (matching !== undefined) yield matching;
  }
  if (rules.length > 0) {
    for (const alternative of alternativesOf(world, rules)) {
      const enumerated = alternative.parts.flatMap(({ schema }) =>
        typeof schema === "object" && schema !== null && "enum" in schema && Array.isArray(schema.enum)
          ? schema.enum
          : [],
      );
      const texts = enumerated.filter((each) => typeof each === "string");
      if (texts.length > 0) yield fc.constantFrom(...texts);
      const free = stringsOf(alternative.parts, { world, style: "odd" });
      if (free !== undefined) yield free;
    }
  }
}
