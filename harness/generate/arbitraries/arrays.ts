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
  const places = prefixLength(parts);
  const contained = containedIn(parts).filter(({ fewest: wanted }) => wanted > 0);
  const wanted = contained.reduce((sum, each) => sum + Math.min(each.fewest, longestList), 0);
  const onlyNeeded = build.onlyRequired || build.style === "plain";
  // The first elements have places of their own; then come those that must be contained, then any.
  const fixed: Arbitrary<Json>[] = [];
  for (let index = 0; index < Math.min(places, most); index += 1) {
    if (build.onlyRequired && index >= fewest && contained.length === 0) break;
    const made = build.child(elementNodes(parts, index));
    if (made === undefined) return fixed.length >= fewest && wanted === 0 ? fc.tuple(...fixed) : undefined;
    fixed.push(made);
  }
  const short =
    build.style === "odd" && contained.length === 0 && fewest < fixed.length ? shortened(fixed, fewest) : [];
  const free = elementNodes(parts, places);
  for (const { node, fewest: count } of contained) {
    const made = build.child([...free, node]);
    if (made === undefined) return undefined;
    for (let index = 0; index < count && fixed.length < most; index += 1) fixed.push(made);
  }
  const least = Math.max(fewest - fixed.length, 0);
  const usual = build.onlyRequired ? 0 : build.style === "plain" ? 1 : least + spread;
  const longest = Math.min(Math.max(least, usual), most - fixed.length);
  const element = longest > 0 && !(onlyNeeded && longest === 0) ? build.child(free) : undefined;
  if (element === undefined)
    return least > 0 ? undefined : withRules(fc.oneof({ arbitrary: fc.tuple(...fixed), weight: 4 }, ...short), parts);
  const plainCount = build.style === "plain" ? Math.max(least, longest) : least;
  const rest = restOf(element, plainCount, longest, isSet);
  const long = fc.tuple(fc.tuple(...fixed), rest).map(([first, others]) => [...first, ...others]);
  return withRules(fc.oneof({ arbitrary: long, weight: 4 }, ...short), parts);
}

/** Lists that end before every place is filled. */
function shortened(fixed: readonly Arbitrary<Json>[], fewest: number): readonly Arbitrary<readonly Json[]>[] {
  return [
    fc
      .tuple(fc.tuple(...fixed), fc.integer({ min: fewest, max: fixed.length - 1 }))
      .map(([made, length]) => made.slice(0, length)),
  ];
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
