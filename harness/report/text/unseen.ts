/**
 * Characters that a reader does not see, or that change how others are shown: control characters (so every ANSI sequence),
 * format characters (so all that turn the direction of text, UAX #9, and zero-width ones), private use, lone surrogates,
 * separators of lines and paragraphs, fillers, and the variation selectors that text can be hidden in.
 */
export const unseen =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u{115F}\u{1160}\u{2800}\u{3164}\u{FFA0}]|[\u{E0100}-\u{E01EF}]/gu;

/** More combining marks on one letter than any script needs are drawn over the lines above and below. */
const tooManyMarks = /(\p{M}{4})\p{M}+/gu;

/**
 * Writes unseen characters by their code point, `\u{202E}`, except line feed and tab. `mark` wraps each such name, for formats
 * that can set it apart from the text.
 */
export function nameUnseen(text: string, mark: (name: string) => string = (name) => name): string {
  return text
    .replace(unseen, (found) => (found === "\n" || found === "\t" ? found : mark(codePointName(found))))
    .replace(tooManyMarks, "$1…");
}

function codePointName(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}
