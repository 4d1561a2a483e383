import type { Json } from "../../brief/openapi/types.ts";
import { isMembers } from "../schema/node.ts";
import type { JsonPath } from "../types.ts";

/** A copy with the value at a path replaced, or added where its parent is there; what is not on the way is shared. */
export function withValueAt(value: Json, path: JsonPath, replacement: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value)) {
    const copy: Json[] = [...value];
    copy[Number(key)] = withValueAt(copy[Number(key)] ?? null, rest, replacement);
    return copy;
  }
  if (!isMembers(value)) return value;
  const name = String(key);
  const inner = withValueAt(Object.hasOwn(value, name) ? (value[name] ?? null) : null, rest, replacement);
  // Not by assignment: a member may be called __proto__.
  return Object.fromEntries([...Object.entries(value).filter(([own]) => own !== name), [name, inner]]);
}

/** A copy of an object without these members. */
export function withoutMembers(value: { readonly [name: string]: Json }, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
