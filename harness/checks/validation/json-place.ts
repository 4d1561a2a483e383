import { pointerTo } from "../../brief/openapi/pointer.ts";
import { isObject } from "../json-values.ts";

/** The way to a value inside a JSON value: member names and array indexes. */
export type Path = readonly (string | number)[];

/** The place as a JSON pointer, `/items/0/sku`; empty for the whole. */
export function placeOf(path: Path): string {
  return pointerTo("", ...path);
}

/** The value at a path; undefined where there is none. */
export function valueAtPath(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (Array.isArray(at) ? at[Number(key)] : isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
    value,
  );
}

/** A copy with the value at a path replaced, or added where its parent is there. */
export function withValueAt(value: unknown, path: Path, replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((each, index) => (index === key ? withValueAt(each, rest, replacement) : each));
  return isObject(value) ? { ...value, [key]: withValueAt(value[key], rest, replacement) } : value;
}

/** A copy without the member at a path. */
export function withoutMemberAt(value: unknown, path: Path): unknown {
  const parent = valueAtPath(value, path.slice(0, -1));
  if (!isObject(parent)) return value;
  const { [String(path.at(-1))]: _, ...rest } = parent;
  return withValueAt(value, path.slice(0, -1), rest);
}
