/** Everything but the unreserved characters of RFC 3986 (2.3) percent-encoded. Needs well-formed text: no lone surrogate. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, hexadecimal);
}

/**
 * As `allowReserved` asks: reserved characters stay. Those that separate the parts of a query, and `+`, which many read as a space,
 * are encoded all the same (OpenAPI 3.1.1, 4.8.12.2.2), and so is `%`, so that text which looks encoded arrives as it is.
 */
export function reservedKept(text: string): string {
  return percentEncoded(text).replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/g, decodeURIComponent);
}

function hexadecimal(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
