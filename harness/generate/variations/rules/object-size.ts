import type { Json } from "../../../brief/openapi/types.ts";
import { freeNames } from "../../arbitraries/names.ts";
import { sizeOf } from "../../arbitraries/objects.ts";
import { declaredNames, memberNodes } from "../../schema/members.ts";
import { isForeign } from "../../schema/world.ts";
import type { Place } from "../place.ts";
import { type Materials, replacing, ruleOf, type Trial } from "../trial.ts";

/** Larger objects are not made. */
const mostMembers = 200;

type Members = { readonly [name: string]: Json };

/** The smallest and the largest number of members, and one beyond. */
export function sizeTrials(
  place: Place,
  value: Members,
  required: readonly string[],
  materials: Materials,
): readonly Trial[] {
  const { fewest, most } = sizeOf(place.parts);
  const sized = (wanted: Trial["wanted"], keyword: string, bound: number, size: number): Trial =>
    replacing(place, wanted, keyword, ruleOf(keyword, bound), objectsOf(place, value, required, materials, size));
  return [
    ...(fewest > 0 && fewest <= mostMembers
      ? [sized("valid", "minProperties", fewest, fewest), sized("invalid", "minProperties", fewest, fewest - 1)]
      : []),
    ...(most <= mostMembers
      ? [sized("valid", "maxProperties", most, most), sized("invalid", "maxProperties", most, most + 1)]
      : []),
  ];
}

/** The object cut to a size, or grown by members that the schema declares or allows. */
function objectsOf(
  { parts }: Place,
  value: Members,
  required: readonly string[],
  { world, plain }: Materials,
  size: number,
): readonly Json[] {
  const own = Object.entries(value).toSorted(
    ([one], [other]) => Number(required.includes(other)) - Number(required.includes(one)),
  );
  if (size <= own.length) return [Object.fromEntries(own.slice(0, size))];
  const grown = [...own];
  for (const name of [...declaredNames(parts), ...freeNames(world, parts, size)]) {
    const nodes = memberNodes(parts, name);
    if (grown.length >= size) break;
    if (grown.some(([known]) => known === name) || nodes.some((node) => isForeign(world, node))) continue;
    const member = plain(nodes);
    if (member !== undefined) grown.push([name, member]);
  }
  return grown.length === size ? [Object.fromEntries(grown)] : [];
}
