import type { createColors } from "picocolors";
import type { Verdict } from "../../types/outcome.ts";
import { oneLine } from "../text/cut.ts";
import { nameUnseen } from "../text/unseen.ts";

/** How the report is to be written. */
export interface Look {
  readonly colours: ReturnType<typeof createColors>;
  readonly width: number;
  readonly verbose: boolean;
  readonly hints: boolean;
}

/** Text on one line that can't act on a terminal. */
export function plain(text: string, limit = 600): string {
  return nameUnseen(oneLine(text, limit));
}

/** The text in lines of at most `width` columns, broken at spaces (a longer word where it must be), each after `indent` spaces. */
export function wrapped(text: string, indent: number, width: number): readonly string[] {
  const room = Math.max(16, width - indent);
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ").flatMap((long) => pieces(long, room))) {
    if (current !== "" && lengthOf(current) + 1 + lengthOf(word) > room) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current].map((line) => " ".repeat(indent) + line);
}

/** Columns of a text without colours; a code point is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

export function verdictColour({ colours }: Look, verdict: Verdict): (text: string) => string {
  switch (verdict) {
    case "passed":
      return colours.green;
    case "failed":
      return colours.red;
    case "blocked":
      return colours.yellow;
    case "inconclusive":
      return colours.magenta;
    case "not-applicable":
      return colours.dim;
  }
}

function pieces(word: string, room: number): readonly string[] {
  const characters = [...word];
  const count = Math.max(1, Math.ceil(characters.length / room));
  return Array.from({ length: count }, (_, index) => characters.slice(index * room, (index + 1) * room).join(""));
}
