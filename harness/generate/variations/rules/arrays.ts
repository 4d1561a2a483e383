import type { Json } from "../../../brief/openapi/types.ts";
import { listRulesOf, longestList } from "../../arbitraries/arrays.ts";
import { containedIn, elementNodes, prefixLength } from "../../schema/elements.ts";
import { isMembers, ownMember } from "../../schema/node.ts";
import type { Place } from "../place.ts";
import { type Materials, replacing, ruleOf, type Trial } from "../trial.ts";

/** Larger bodies may meet a limit of the service, which is another rule. */
const largestText = 200_000;

/** The shortest and the longest list, and one element beyond; an element twice in a set; too few or many of a kind. */
export function arrayTrials(place: Place, materials: Materials): readonly Trial[] {
  const { value, parts } = place;
  if (!Array.isArray(value)) return [];
  const list: readonly Json[] = value;
  const { fewest, most, isSet } = listRulesOf(parts);
  const sized = (wanted: Trial["wanted"], keyword: string, bound: number, size: number): Trial =>
    replacing(place, wanted, keyword, ruleOf(keyword, bound), listsOf(size));
  return [
    ...(fewest > 0
      ? [sized("valid", "minItems", fewest, fewest), sized("invalid", "minItems", fewest, fewest - 1)]
      : []),
    ...(most <= longestList
      ? [sized("valid", "maxItems", most, most), sized("invalid", "maxItems", most, most + 1)]
      : []),
    ...(isSet && list[0] !== undefined
      ? [
          replacing(place, "invalid", "uniqueItems", "uniqueItems: true", [
            [list[0], ...list],
            [list[0], list[0]],
          ]),
        ]
      : []),
    ...containedTrials(place, materials),
  ];

  /** The list cut or grown to a size, by different elements where there are so many. */
  function listsOf(size: number): readonly (readonly Json[])[] {
    if (size < 0 || size > longestList + 1) return [];
    if (size <= list.length) return [list.slice(0, size)];
    const nodes = elementNodes(parts, Math.max(prefixLength(parts), list.length));
    const known = new Set(list.map((each) => JSON.stringify(each)));
    const filler = list.at(-1);
    const others = materials
      .several(nodes, size)
      .map((each) => withNumbersOf(filler, each))
      .filter((each) => !known.has(JSON.stringify(each)));
    const different = [...list, ...others].slice(0, size);
    const last = different.at(-1);
    const same = last === undefined ? [] : Array.from({ length: size - different.length }, () => last);
    const grown = [...different, ...same];
    return grown.length === size && JSON.stringify(grown).length <= largestText ? [grown] : [];
  }
}

/** The element with the numbers of another: fifty large quantities are a large sum, which is another rule. */
function withNumbersOf(example: Json | undefined, element: Json): Json {
  if (!isMembers(element) || !isMembers(example)) return element;
  return Object.fromEntries(
    Object.entries(element).map(([name, member]) => {
      const shown = ownMember(example, name);
      return [name, typeof member === "number" && typeof shown === "number" ? shown : withNumbersOf(shown, member)];
    }),
  );
}

function containedTrials(place: Place, { world, several }: Materials): readonly Trial[] {
  const list: readonly Json[] = Array.isArray(place.value) ? place.value : [];
  return containedIn(place.parts).flatMap(({ node, fewest, most }) => {
    const [kind, others] = [
      list.filter((each) => world.fits([node], each)),
      list.filter((each) => !world.fits([node], each)),
    ];
    const keyword = fewest === 1 ? "contains" : "minContains";
    const isBounded = most <= longestList;
    const more = isBounded ? several([...elementNodes(place.parts, list.length), node], most + 1 - kind.length) : [];
    return [
      replacing(place, "valid", keyword, ruleOf(keyword, fewest), [[...others, ...kind.slice(0, fewest)]]),
      ...(fewest > 0
        ? [replacing(place, "invalid", keyword, ruleOf(keyword, fewest), [[...others, ...kind.slice(0, fewest - 1)]])]
        : []),
      ...(isBounded
        ? [replacing(place, "invalid", "maxContains", ruleOf("maxContains", most), [[...list, ...more]])]
        : []),
    ];
  });
}
