import { nameUnseen } from "../text/unseen.ts";

/**
 * Text for an attribute or an element of XML 1.0. Control characters, lone surrogates and whatever else hides are written by their
 * code point; the two that are left that XML can't hold at all (section 2.2) as U+FFFD. Line feeds and tabs are references, since a
 * parser makes spaces of them in attributes (3.3.3).
 */
export function xmlText(text: string): string {
  return nameUnseen(text)
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/[&<>"'\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
