import type { Json } from "./types.ts";

/** `#/paths/~1v1/get` to its keys, unescaped (RFC 6901); numbers for array indexes. */
export function pathOfPointer(pointer: string): readonly (string | number)[] {
  return (
    pointer
      .replace(/^#/, "")
      .split("/")
      .slice(1)
      .map((part) => decodePart(part))
      // Only what is written as an index: `007` is a name.
      .map((part) => (/^(0|[1-9]\d{0,8})$/.test(part) ? Number(part) : part))
  );
}

function decodePart(part: string): string {
  return percentDecoded(part).replaceAll("~1", "/").replaceAll("~0", "~");
}

function percentDecoded(part: string): string {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Adds members to a pointer, escaped; `%` too, since a fragment is percent-decoded when it is read. */
export function pointerTo(base: string, ...members: readonly (string | number)[]): string {
  return [base, ...members.map((member) => escaped(member).replaceAll("%", "%25"))].join("/");
}

/** A pointer written the one way that everything here compares, whatever the author percent-encoded. */
export function canonicalPointer(reference: string): string {
  return pointerTo("#", ...pathOfPointer(reference));
}

/** A pointer as a URI fragment: what a fragment can't hold is percent-encoded (RFC 6901, section 6). */
export function uriFragment(pointer: string): string {
  const parts = pathOfPointer(pointer).map((part) => encodeURIComponent(escaped(part).toWellFormed()));
  return ["#", ...parts].join("/");
}

function escaped(member: string | number): string {
  return String(member).replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The value at a pointer of a document; undefined where there is none. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let current: Json | undefined = document;
  for (const key of pathOfPointer(pointer)) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, String(key))) return undefined;
    current = Array.isArray(current)
      ? current[Number(key)]
      : (current as { readonly [member: string]: Json })[String(key)];
  }
  return current;
}
