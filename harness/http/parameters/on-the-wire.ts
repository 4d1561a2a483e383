/**
 * How a value travels: as text, not at all (an empty list has no form of its own), or it can't be sent so that it arrives as itself.
 */
export type OnTheWire = { readonly kind: "text"; readonly text: string } | { readonly kind: "absent" } | Unsendable;

export interface Unsendable {
  readonly kind: "unsendable";
  /** For people: `a path segment can't be empty`. */
  readonly why: string;
}

export function asText(text: string): OnTheWire {
  return { kind: "text", text };
}

export const absent: OnTheWire = { kind: "absent" };

export function unsendable(why: string): Unsendable {
  return { kind: "unsendable", why };
}
