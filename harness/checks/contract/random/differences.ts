import type { Json } from "../../../brief/openapi/types.ts";
import type { JsonPath } from "../../../generate/types.ts";
import type { ParameterValue, RequestValues } from "../../../generate/plan/types.ts";
import { isObject } from "../../json-values.ts";
import { placeOf, withoutMemberAt, withValueAt } from "../../validation/json-place.ts";

/** A place in which one request differs from another, and the other with that place alone changed. */
export interface Difference {
  /** `limit`, or a place in the body: `/items/0/sku`. */
  readonly place: string;
  /** The value there; undefined where it was left out. */
  readonly value: Json | undefined;
  /** Set for a place in the body. */
  readonly path: JsonPath | undefined;
  /** Set for a parameter. */
  readonly parameter: ParameterValue["parameter"] | undefined;
  readonly changed: RequestValues;
}

/** Every place in which `to` differs from `from`, each alone: parameters, then members of the body, outer ones before those inside. */
export function differences(from: RequestValues, to: RequestValues): readonly Difference[] {
  return [...ofParameters(from, to), ...ofBodies(from, to)];
}

function ofParameters(from: RequestValues, to: RequestValues): readonly Difference[] {
  const known = new Set([...from.parameters, ...to.parameters].map(({ parameter }) => parameter));
  return [...known].flatMap((parameter): readonly Difference[] => {
    const [before, after] = [from, to].map(({ parameters }) => parameters.find((each) => each.parameter === parameter));
    if (JSON.stringify(before?.value) === JSON.stringify(after?.value)) return [];
    const others = from.parameters.filter((each) => each.parameter !== parameter);
    const parameters = after === undefined ? others : [...others, after];
    const changed = { ...from, parameters };
    return [{ place: parameter.name, value: after?.value, path: undefined, parameter, changed }];
  });
}

function ofBodies(from: RequestValues, to: RequestValues): readonly Difference[] {
  const { body } = from;
  if (body === undefined || to.body === undefined || body.mediaType !== to.body.mediaType) return [];
  return pathsBetween(body.value, to.body.value).map(({ path, value }): Difference => {
    const changed = value === undefined ? withoutMemberAt(body.value, path) : withValueAt(body.value, path, value);
    return {
      place: placeOf(path) || "the body",
      value,
      path,
      parameter: undefined,
      changed: { ...from, body: { ...body, value: changed as Json } },
    };
  });
}

interface Between {
  readonly path: JsonPath;
  readonly value: Json | undefined;
}

function pathsBetween(from: Json, to: Json, path: JsonPath = []): readonly Between[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  const here: Between = { path, value: to };
  const [one, other] = [from, to];
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return [here, ...one.flatMap((each, index) => pathsBetween(each, other[index] as Json, [...path, index]))];
  }
  if (!isObject(one) || !isObject(other)) return [here];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const inside = [...names].flatMap((name): readonly Between[] => {
    const inner = [...path, name];
    if (!Object.hasOwn(other, name)) return [{ path: inner, value: undefined }];
    return Object.hasOwn(one, name)
      ? pathsBetween(one[name] as Json, other[name] as Json, inner)
      : [{ path: inner, value: other[name] as Json }];
  });
  return path.length === 0 ? inside : [here, ...inside];
}
