import fc, { type Arbitrary } from "fast-check";
import type { Json } from "../../brief/openapi/types.ts";
import { containedIn, elementNodes, prefixLength } from "../schema/elements.ts";
import { keywordsOf, numberIn, type SchemaNode } from "../schema/node.ts";
import type { Build } from "./build.ts";
import { checked } from "./checked.ts";
import { noteAt } from "./strings.ts";

/** Lists are this much longer than they must be, at most. */
const spread = 3;

/** Longer lists are not made. */
export const longestList = 1000;

/** Lists that all parts allow. */
export function arraysOf(parts: readonly SchemaNode[], build: Build): Arbitrary<readonly Json[]> | undefined {
  const { fewest, most, isSet } = listRulesOf(parts);
  if (fewest > longestList) {
    noteAt(build.world, parts, "minItems", `Lists of more than ${longestList} elements are not made.`);
    return undefined;
  }
  const fixed = fixedElements(parts, build);
  if (fixed === undefined) return undefined;
  const { elements, isCut } = fixed;
  const ofFixed = fc.tuple(...elements);
  const canEndBefore = build.style === "odd" && containedIn(parts).length === 0 && fewest < elements.length;
  const short = canEndBefore ? [shortened(elements, fewest)] : [];
  const least = Math.max(fewest - elements.length, 0);
  const usual = build.onlyRequired ? 0 : build.style === "plain" ? 1 : least + spread;
  const longest = isCut ? 0 : Math.min(Math.max(least, usual), most - elements.length);
  const element = longest > 0 ? build.child(elementNodes(parts, prefixLength(parts))) : undefined;
  if (element === undefined) {
    return least > 0 ? undefined : withRules(fc.oneof({ arbitrary: ofFixed, weight: 4 }, ...short), parts);
  }
  const rest = restOf(element, build.style === "plain" ? longest : least, longest, isSet);
  const long = fc.tuple(ofFixed, rest).map(([first, others]) => [...first, ...others]);
  return withRules(fc.oneof({ arbitrary: long, weight: 4 }, ...short), parts);
}

/**
 * The elements that have places of their own, then those that must be contained. `isCut`: at the next place there can be none.
 * Undefined where something that must be contained can't be made.
 */
function fixedElements(
  parts: readonly SchemaNode[],
  build: Build,
): { readonly elements: readonly Arbitrary<Json>[]; readonly isCut: boolean } | undefined {
  const { fewest, most } = listRulesOf(parts);
  const places = prefixLength(parts);
  const contained = containedIn(parts).filter(({ fewest: wanted }) => wanted > 0);
  const elements: Arbitrary<Json>[] = [];
  for (let index = 0; index < Math.min(places, most); index += 1) {
    if (build.onlyRequired && index >= fewest && contained.length === 0) return { elements, isCut: true };
    const made = build.child(elementNodes(parts, index));
    if (made === undefined) return contained.length === 0 ? { elements, isCut: true } : undefined;
    elements.push(made);
  }
  for (const { node, fewest: count } of contained) {
    const made = count > longestList ? undefined : build.child([...elementNodes(parts, places), node]);
    if (made === undefined) return undefined;
    for (let index = 0; index < count && elements.length < most; index += 1) elements.push(made);
  }
  return { elements, isCut: false };
}

/** Lists that end before every place is filled. */
function shortened(elements: readonly Arbitrary<Json>[], fewest: number): Arbitrary<readonly Json[]> {
  return fc
    .tuple(fc.tuple(...elements), fc.integer({ min: fewest, max: elements.length - 1 }))
    .map(([made, length]) => made.slice(0, length));
}

/** What all parts say of a list's length, and whether its elements differ. */
export function listRulesOf(parts: readonly SchemaNode[]): {
  readonly fewest: number;
  readonly most: number;
  readonly isSet: boolean;
} {
  const all = parts.map(({ schema }) => keywordsOf(schema));
  return {
    fewest: Math.max(0, ...all.flatMap((keywords) => numberIn(keywords, "minItems") ?? [])),
    most: Math.min(...all.flatMap((keywords) => numberIn(keywords, "maxItems") ?? [])),
    isSet: all.some(({ uniqueItems }) => uniqueItems === true),
  };
}

function restOf(element: Arbitrary<Json>, least: number, longest: number, isSet: boolean): Arbitrary<readonly Json[]> {
  if (!isSet) return fc.array(element, { minLength: least, maxLength: longest, size: "max" });
  // More than are needed, since equal ones are dropped.
  return fc
    .array(element, { minLength: least * 4, maxLength: longest * 4, size: "max" })
    .map((made) => [...new Map(made.map((each) => [JSON.stringify(each), each])).values()].slice(0, longest));
}

/** Lists whose length and elements keep what was not made on purpose: different elements, and at most so many of a kind. */
function withRules(
  made: Arbitrary<readonly Json[]>,
  parts: readonly SchemaNode[],
): Arbitrary<readonly Json[]> | undefined {
  const { fewest, most, isSet } = listRulesOf(parts);
  return checked(made, (list) => {
    if (list.length < fewest || list.length > most) return false;
    return !isSet || new Set(list.map((each) => JSON.stringify(each))).size === list.length;
  });
}
