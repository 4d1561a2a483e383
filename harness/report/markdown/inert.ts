import { block, oneLine } from "../text/cut.ts";
import { nameUnseen } from "../text/unseen.ts";

/** A space without width: the only thing that keeps GitHub and GitLab from linking what they find in finished text. */
const gap = "&#8203;";

/**
 * Text on one line that Markdown takes as text. Punctuation that could make structure becomes character references, which never do
 * (CommonMark 0.31, 2.5). Mentions, issues, addresses and commits are linked after that step, so these are also parted by a space
 * without width.
 */
export function inert(text: string, limit: number): string {
  return nameUnseen(oneLine(text, limit))
    .replace(/[&<>\\`*_[\]()#!|~$@]/g, reference)
    .replace(/^[-+=]|(?<=^\d+)\./, reference)
    .replace(/(&#64;|&#35;)/g, `$1${gap}`)
    .replace(/:(?=\/\/)/g, `:${gap}`)
    .replace(/www(?=\.)/gi, (found) => `${found}${gap}`)
    .replace(/\bGH(?=-\d)/gi, (found) => `${found}${gap}`)
    .replace(/\b[0-9a-f]{6}(?=[0-9a-f]{1,34}\b)/gi, (found) => `${found}${gap}`);
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** Text of several lines in a fenced block with a fence longer than any run of backticks inside, so that nothing ends it early. */
export function fenced(language: "sh" | "text", text: string, limit: number): string {
  const body = nameUnseen(block(text, limit));
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${body}\n${fence}`;
}
