import type { Json } from "../../../brief/openapi/types.ts";
import { type JsonType, namedTypes } from "../../schema/types-of.ts";
import type { Place } from "../place.ts";
import { replacing, type Trial } from "../trial.ts";

/** Values of other types that a client could really send; null where it may not be; the other of true and false. */
export function typeTrials(place: Place): readonly Trial[] {
  const types = namedTypes(place.parts);
  if (types === undefined || types.length === 0) return [];
  const rule = `type: ${types.join(" or ")}`;
  const wrong = [...types.flatMap((type) => others(type, place.value)), null].map((value) =>
    replacing(place, "invalid", "type", rule, [value]),
  );
  const right = [...(types.includes("null") ? [null] : []), ...(types.includes("boolean") ? [true, false] : [])].filter(
    (value) => value !== place.value,
  );
  return [...wrong, ...right.map((value) => replacing(place, "valid", "type", rule, [value]))];
}

function others(type: JsonType, value: Json): readonly Json[] {
  switch (type) {
    case "string":
      return [12345, true, ["text"], { text: "text" }];
    case "integer":
      return [...asNumber(value), Math.trunc(numberOf(value)) + 0.5, [numberOf(value)]];
    case "number":
      return [...asNumber(value), [numberOf(value)]];
    case "boolean":
      return ["true", 1, 0];
    case "array":
      // One element without its list is what a client forgets.
      return [Array.isArray(value) && value[0] !== undefined ? value[0] : "text", { "0": "text" }];
    case "object":
      return [[], "text"];
    case "null":
      return [];
  }
}

/** What a careless service takes for the number. */
function asNumber(value: Json): readonly Json[] {
  return [String(numberOf(value)), true, false];
}

function numberOf(value: Json): number {
  return typeof value === "number" ? value : 12;
}
