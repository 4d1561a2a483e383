import type { Random } from "../../types/random.ts";
import type { Keywords } from "./keywords.ts";

/** Longest address that mail servers take (RFC 5321 4.5.3.1.3, less the angle brackets). */
const longestEmail = 254;

/**
 * Texts of exactly so many characters that may fit the schema, the likeliest first, in plain ASCII letters and digits as far as the
 * sample allows. None for formats whose length can't be chosen.
 */
export function textsOfLength(length: number, keywords: Keywords, sample: string, random: Random): readonly string[] {
  if (length < 0) return [];
  if (keywords.format === "email") return length >= 40 && length <= longestEmail + 1 ? [emailOf(length, random)] : [];
  if (keywords.format !== undefined) return [];
  const text = random.token(length);
  const digits = Array.from({ length }, () => random.integer(1, 9)).join("");
  return [text, text.toUpperCase(), digits, sample.padEnd(length, sample.at(-1) ?? "x").slice(0, length)];
}

/** An address with a domain of labels that are no longer than DNS allows. */
function emailOf(length: number, random: Random): string {
  const local = `${random.token(20)}@`;
  const end = ".example";
  const rest = length - local.length - end.length;
  // A dot after every 50 characters; never two together, nor one at the end.
  const labels = Array.from({ length: rest }, (_, index) => (index % 51 === 50 && index < rest - 1 ? "." : "a"));
  return `${local}${labels.join("")}${end}`;
}
