import fc, { type Arbitrary } from "fast-check";

/** Characters of ordinary text. */
const plain = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];

/**
 * Characters that are legal anywhere and that careless code trips over: quotes, markup, escapes, accents (composed: a server may
 * compose), other scripts, beyond 16 bits. No control characters.
 */
const odd = [...` '"\`<>&%;\\/{}[]()$#?!.,:-_+*=@|~^àéñßøłçğйдλ中文日本語한עبα€—“”…😀🚀𝄞`];

/** A character of free text. */
const anyCharacter: Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...plain), weight: 6 },
  { arbitrary: fc.constant(" "), weight: 1 },
  { arbitrary: fc.constantFrom(...odd), weight: 2 },
);

/** Texts of a free length are this much longer than they must be, at most. */
const spread = 30;

/**
 * Free text with so many characters (code points). It neither begins nor ends with a space, since a service may trim, and is not
 * empty unless it must be, since a service may read an empty text as none.
 */
export function freeText(fewest: number, most: number): Arbitrary<string> {
  const minLength = Math.min(Math.max(fewest, 1), most);
  return fc
    .array(anyCharacter, { minLength, maxLength: Math.min(most, minLength + spread), size: "max" })
    .map((characters) =>
      characters.map((each, index) => (isEdge(characters, index) && each === " " ? "x" : each)).join(""),
    );
}

function isEdge(characters: readonly string[], index: number): boolean {
  return index === 0 || index === characters.length - 1;
}

/** Text of letters and single spaces, as a person types it, with so many characters. */
export function plainTextOf(length: number): string {
  const sentence = "please leave it at the door and ring twice thank you ";
  const text = sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length);
  return text.endsWith(" ") ? `${text.slice(0, -1)}x` : text;
}

/** The length of a text as JSON Schema counts it, in code points. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Whether the text holds nothing that a service may trim, drop or refuse whatever the schema says. */
export function isConservative(text: string): boolean {
  return text === text.trim() && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/u.test(text);
}

/** Whether the text is printable ASCII: there all dialects of patterns agree. */
export function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
