import type { Json } from "../../brief/openapi/types.ts";
import { absent, asText, type OnTheWire, unsendable } from "./on-the-wire.ts";
import { isScalar, type Scalar, scalarText } from "./scalar-text.ts";

/** How a style writes values, after the table of RFC 6570, appendix A. */
export interface Expansion {
  /** Stands before everything. */
  readonly first: string;
  /** Between the entries of what is not exploded, as sent. */
  readonly separator: string;
  /** Between the entries of what is exploded. */
  readonly explodedSeparator: string;
  /** The name of the parameter is written before a value. */
  readonly named: boolean;
  /** `name` alone for an empty text, not `name=`. */
  readonly bareName: boolean;
  readonly encode: (text: string) => string;
  /** Characters that an entry of a list, exploded or not, can't hold: the reader would take them for its end. */
  readonly ends: { readonly exploded: string; readonly joined: string };
}

/** A value in a style. Lists and objects hold scalars only: no style says how deeper ones are written. */
export function expanded(name: string, value: Json, explode: boolean, style: Expansion): OnTheWire {
  const { first, separator, explodedSeparator, encode } = style;
  const assigned = (key: string, text: string): string =>
    text === "" && style.bareName ? encode(key) : `${encode(key)}=${encode(text)}`;
  if (value === null) return unsendable("null has no form outside JSON");
  if (isScalar(value)) {
    const text = scalarText(value);
    return asText(first + (style.named ? assigned(name, text) : encode(text)));
  }
  const entries = entriesOf(value);
  if (entries === undefined) return unsendable("a list or an object in another has no form outside JSON");
  if (entries.length === 0) return absent;
  const ends = explode ? style.ends.exploded : style.ends.joined;
  const keys = entries.flatMap(([key]) => (key === undefined ? [] : [key]));
  const texts = entries.map(([, each]) => scalarText(each));
  const end = [...ends, ...(explode && keys.length > 0 && !style.named ? ["="] : [])].find((character) =>
    [...keys, ...texts].some((text) => text.includes(character)),
  );
  if (end !== undefined) return unsendable(`an entry that holds ${JSON.stringify(end)} would be read as two`);
  if (explode) {
    const parts = entries.map(([key, each]) => {
      if (key !== undefined) return `${encode(key)}=${encode(scalarText(each))}`;
      return style.named ? assigned(name, scalarText(each)) : encode(scalarText(each));
    });
    return asText(first + parts.join(explodedSeparator));
  }
  // A list of one empty text can't be told from an empty text.
  if (texts.join("") === "" && keys.length === 0 && texts.length === 1) return unsendable("a list of one empty text");
  const all = entries.flatMap(([key, each]) => [...(key === undefined ? [] : [key]), scalarText(each)]);
  return asText(first + (style.named ? `${encode(name)}=` : "") + all.map(encode).join(separator));
}

/** Entries of a list (no key) or an object; undefined where one is no scalar. */
function entriesOf(
  value: Exclude<Json, Scalar | null>,
): readonly (readonly [string | undefined, Scalar])[] | undefined {
  const all: (readonly [string | undefined, Json])[] = Array.isArray(value)
    ? value.map((each: Json) => [undefined, each] as const)
    : Object.entries(value);
  const scalars = all.flatMap(([key, each]) => (isScalar(each) ? [[key, each] as const] : []));
  return scalars.length === all.length ? scalars : undefined;
}
