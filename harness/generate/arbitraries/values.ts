import fc, { type Arbitrary } from "fast-check";
import type { Json } from "../../brief/openapi/types.ts";
import { type Alternative, alternativesOf } from "../schema/alternatives.ts";
import { keywordsOf, type SchemaNode } from "../schema/node.ts";
import { everyType, type JsonType, meantTypes, namedTypes } from "../schema/types-of.ts";
import { numberRangeOf } from "../schema/number-range.ts";
import type { World } from "../schema/world.ts";
import { anyValue } from "./any-value.ts";
import { arraysOf } from "./arrays.ts";
import type { Build, Made } from "./build.ts";
import { checked } from "./checked.ts";
import { examplesAt } from "./examples.ts";
import { numbersIn } from "./numbers.ts";
import { objectsOf } from "./objects.ts";
import { stringsOf } from "./strings.ts";

/** The values that satisfy all of these schemas. */
export function valuesOf(nodes: readonly SchemaNode[], build: Build): Made {
  const { world, style } = build;
  const alternatives = alternativesOf(world, nodes);
  const examples = build.onlyRequired ? [] : examplesAt(world, nodes, alternatives);
  if (style === "plain" && examples[0] !== undefined) return fc.constant(examples[0]);
  const made = ofAlternatives(nodes, alternatives, build, false) ?? ofAlternatives(nodes, alternatives, build, true);
  if (examples.length === 0 || made === undefined) return examples.length > 0 ? fc.constantFrom(...examples) : made;
  return fc.oneof({ arbitrary: made, weight: 4 }, { arbitrary: fc.constantFrom(...examples), weight: 1 });
}

/** `anyType`: also types that the keywords don't speak of, for the case that those that they do can't be. */
function ofAlternatives(
  nodes: readonly SchemaNode[],
  alternatives: readonly Alternative[],
  build: Build,
  anyType: boolean,
): Made {
  const { world, style } = build;
  const ways = alternatives.flatMap((alternative) => {
    const made = ofAlternative(nodes, alternative, build, anyType);
    if (made === undefined) return [];
    return needsJudge(alternative) ? (checked(made, (value) => world.fits(nodes, value)) ?? []) : made;
  });
  const [first, ...others] = ways;
  if (first === undefined) return undefined;
  return others.length === 0 || style === "plain" ? first : fc.oneof(first, ...others);
}

/** Whether the values are made of less than the keywords say. */
function needsJudge({ parts, loose }: Alternative): boolean {
  return (
    loose ||
    parts.some(({ schema }) => {
      const keywords = keywordsOf(schema);
      return ["unevaluatedProperties", "unevaluatedItems", "maxContains"].some((name) => keywords[name] !== undefined);
    })
  );
}

function ofAlternative(nodes: readonly SchemaNode[], { parts }: Alternative, build: Build, anyType: boolean): Made {
  const listed = listedValues(build.world, nodes, parts);
  if (listed !== undefined) return listed.length === 0 ? undefined : fc.constantFrom(...listed);
  const named = namedTypes(parts);
  const meant = meantTypes(parts);
  if (named === undefined && meant.length === 0 && !anyType) return anyValue(build.style);
  // What people mean by a nullable type is mostly the other one.
  const types = named ?? (anyType ? everyType : meant);
  const ways = types.flatMap((type) => {
    if (type === "null" && types.length > 1 && build.style === "plain") return [];
    const arbitrary = ofType(type, parts, build);
    return arbitrary === undefined ? [] : [{ arbitrary, weight: type === "null" ? 1 : 3 }];
  });
  const [first] = ways;
  if (first === undefined) return types.includes("null") ? fc.constant(null) : undefined;
  return ways.length === 1 || build.style === "plain" ? first.arbitrary : fc.oneof(...ways);
}

/** The values of enum and const that satisfy everything else as well; undefined where the parts list none. */
function listedValues(
  world: World,
  nodes: readonly SchemaNode[],
  parts: readonly SchemaNode[],
): readonly Json[] | undefined {
  for (const { schema } of parts) {
    const { const: only, enum: list } = keywordsOf(schema);
    const values = only !== undefined ? [only] : Array.isArray(list) ? list : undefined;
    if (values !== undefined) return values.filter((value) => world.fits(nodes, value));
  }
  return undefined;
}

function ofType(type: JsonType, parts: readonly SchemaNode[], build: Build): Arbitrary<Json> | undefined {
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return numbersIn(numberRangeOf(parts), type === "integer");
    case "string":
      return stringsOf(parts, build);
    case "array":
      return arraysOf(parts, build);
    case "object":
      return objectsOf(parts, build);
  }
}
