import type { Json } from "../../../brief/openapi/types.ts";
import { isMembers, nodesIn, nodeWithin, type SchemaNode } from "../../schema/node.ts";
import type { Place } from "../place.ts";
import { type Materials, replacing, ruleOf, type Trial } from "../trial.ts";

/** Values of every kind: one of them is wrong for all ways that a schema offers. */
const ofEveryKind: readonly Json[] = [{}, [], "text", 12345, true, null];

/** A value for each of the ways that anyOf and oneOf offer, one for none of them, and one that `not` refuses. */
export function choiceTrials(place: Place, materials: Materials): readonly Trial[] {
  return place.parts.flatMap((part) => [
    ...(["anyOf", "oneOf"] as const).flatMap((keyword) => offered(place, materials, part, keyword)),
    ...refusedByNot(place, materials, part),
  ]);
}

function offered(place: Place, { world, plain }: Materials, part: SchemaNode, keyword: string): readonly Trial[] {
  const ways = nodesIn(part, keyword);
  if (ways.length === 0) return [];
  const taken = ways.flatMap((way, index) => {
    if (world.fits([way], place.value)) return [];
    const value = plain([way]);
    return value === undefined ? [] : [replacing(place, "valid", keyword, `${keyword}: number ${index + 1}`, [value])];
  });
  return [...taken, replacing(place, "invalid", keyword, `${keyword}: one of ${ways.length}`, ofEveryKind)];
}

function refusedByNot(place: Place, { several }: Materials, part: SchemaNode): readonly Trial[] {
  const refused = nodeWithin(part, "not");
  if (refused === undefined || typeof refused.schema === "boolean") return [];
  const { value } = place;
  const made = several([refused], 5).map((each) =>
    isMembers(each) && isMembers(value) ? { ...value, ...each } : each,
  );
  return [replacing(place, "invalid", "not", ruleOf("not", refused.schema), made)];
}
