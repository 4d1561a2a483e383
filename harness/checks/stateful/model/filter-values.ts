import { propertyOf, successSchema } from "../../../brief/openapi/property.ts";
import { resolved } from "../../../brief/plain-value.ts";
import type { Brief } from "../../../brief/types.ts";
import type { Random } from "../../../types/random.ts";
import { mainResource } from "../../main-resource.ts";

/** Numbers that records of a model run have, and a few beyond. */
const mostCounted = 14;

/**
 * Values to filter by that some records of a run match and others don't: states, booleans, enumerated texts, small numbers. By
 * parameter; filters of other fields (times of the server's, free text) are left to the checks of filters.
 */
export function filterValues(brief: Brief, random: Random): readonly (readonly [parameter: string, value: string])[] {
  const { filters, states, partition, list } = mainResource(brief);
  const parameters = list === undefined ? [] : brief.api.operation(list).parameters;
  return Object.entries(filters)
    .filter(([parameter]) => parameter !== partition?.parameter)
    .flatMap(([parameter, { field }]) => {
      const value =
        field === states?.field ? random.pick(Object.keys(states.transitions)) : valueFor(brief, field, random);
      const schema = parameters.find(({ name }) => name === parameter)?.schema;
      const isValid = schema === undefined || brief.api.validate(schema.pointer, value, "request").valid;
      return value === undefined || !isValid ? [] : [[parameter, String(value)] as const];
    });
}

function valueFor(brief: Brief, field: string, random: Random): unknown {
  const schema = successSchema(brief.api.operation(mainResource(brief).read));
  const pointer = schema && propertyOf(brief.api, schema.pointer, field);
  if (pointer === undefined) return undefined;
  const { type, enum: values } = resolved({ $ref: pointer }, brief);
  if (Array.isArray(values)) return random.pick(values);
  if (type === "boolean") return random.next() < 0.5;
  return type === "integer" ? random.integer(0, mostCounted) : undefined;
}
