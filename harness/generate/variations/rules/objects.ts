import type { Json } from "../../../brief/openapi/types.ts";
import { memberNodes, requiredNames, withDependents } from "../../schema/members.ts";
import { isMembers, keywordsOf, nodeWithin } from "../../schema/node.ts";
import { withoutMembers, withValueAt } from "../at-path.ts";
import type { Place } from "../place.ts";
import { type Materials, placeName, ruleOf, type Trial } from "../trial.ts";
import { sizeTrials } from "./object-size.ts";

/** A name that no document declares. */
const unknownName = "unknown_member";

/** Members left out, one by one, and all optional ones at once; members that may not be there. */
export function objectTrials(place: Place, materials: Materials): readonly Trial[] {
  const { value, parts } = place;
  if (!isMembers(value)) return [];
  const required = requiredNames(materials.world, parts);
  const optional = Object.keys(value).filter((name) => !required.includes(name));
  return [
    ...required.flatMap((name) => leftOut(place, value, [name], "invalid", `required: ${name}`)),
    ...optional.flatMap((name) => leftOut(place, value, [name], "valid", `${name} is optional`)),
    ...(optional.length > 1 ? leftOut(place, value, optional, "valid", "only what is required") : []),
    ...unknownTrials(place, value),
    ...nameTrials(place, value),
    ...dependentTrials(place, value, required),
    ...sizeTrials(place, value, required, materials),
  ];
}

function leftOut(
  place: Place,
  value: { readonly [name: string]: Json },
  names: readonly string[],
  wanted: Trial["wanted"],
  rule: string,
): readonly Trial[] {
  const there = names.filter((name) => Object.hasOwn(value, name));
  if (there.length === 0) return [];
  const [first] = there;
  const path = there.length === 1 && first !== undefined ? [...place.path, first] : place.path;
  const what = there.length === 1 ? `no ${placeName(path)}` : `only the required members in ${placeName(place.path)}`;
  const body = withValueAt(place.body, place.path, withoutMembers(value, there));
  return [{ wanted, keyword: "required", rule, changes: [{ body, what }], path, problemAt: place.path }];
}

/** A member that the document does not know, where it says that there is none. */
function unknownTrials(place: Place, value: { readonly [name: string]: Json }): readonly Trial[] {
  if (!memberNodes(place.parts, unknownName).some(({ schema }) => schema === false)) return [];
  const keyword = place.parts.some(({ schema }) => keywordsOf(schema).additionalProperties === false)
    ? "additionalProperties"
    : "unevaluatedProperties";
  return [added(place, value, keyword, `${keyword}: false`, unknownName, "text")];
}

/** A member whose name the document does not allow. */
function nameTrials(place: Place, value: { readonly [name: string]: Json }): readonly Trial[] {
  const rules = place.parts.flatMap((part) => nodeWithin(part, "propertyNames") ?? []);
  const [rule] = rules;
  const [sample] = Object.values(value);
  if (rule === undefined || sample === undefined) return [];
  const text = ruleOf("propertyNames", rule.schema);
  const trials = ["not a name!", "X", "x".repeat(300)].map((name) =>
    added(place, value, "propertyNames", text, name, sample),
  );
  const [first] = trials;
  return first === undefined ? [] : [{ ...first, changes: trials.flatMap(({ changes }) => changes) }];
}

/** A member without one that must stand beside it. */
function dependentTrials(
  place: Place,
  value: { readonly [name: string]: Json },
  required: readonly string[],
): readonly Trial[] {
  return Object.keys(value).flatMap((name) =>
    withDependents(place.parts, [name])
      .filter((dependent) => dependent !== name && !required.includes(dependent))
      .flatMap((dependent) =>
        leftOut(place, value, [dependent], "invalid", `dependentRequired: ${dependent} with ${name}`).map((trial) => ({
          ...trial,
          keyword: "dependentRequired",
        })),
      ),
  );
}

function added(
  place: Place,
  value: { readonly [name: string]: Json },
  keyword: string,
  rule: string,
  name: string,
  member: Json,
): Trial {
  const path = [...place.path, name];
  const body = withValueAt(place.body, place.path, { ...value, [name]: member });
  return {
    wanted: "invalid",
    keyword,
    rule,
    changes: [{ body, what: `the member ${placeName(path)}` }],
    path,
    problemAt: place.path,
  };
}
