import type { Json } from "./types.ts";

/** `#/paths/~1v1/get` to its keys, unescaped (RFC 6901); numbers for array indexes. */
export function pathOfPointer(pointer: string): readonly (string | number)[] {
  return pointer
    .replace(/^#/, "")
    .split("/")
    .slice(1)
    .map((part) => decodePart(part))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function decodePart(part: string): string {
  const plain = part.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** Adds members to a pointer, escaped. */
export function pointerTo(base: string, ...members: readonly (string | number)[]): string {
  return [base, ...members.map((member) => String(member).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}

/** The value at a pointer of a document; undefined where there is none. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let current: Json | undefined = document;
  for (const key of pathOfPointer(pointer)) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Array.isArray(current)
      ? current[Number(key)]
      : (current as { readonly [member: string]: Json })[String(key)];
  }
  return current;
}
