/** One instruction of a Dockerfile, on one line, as the engine's own parser joins it. */
export interface Instruction {
  /** In upper case: `RUN`. */
  readonly keyword: string;
  /** What follows the keyword, continuation lines joined. */
  readonly rest: string;
  /** Line of the file that it begins on, from 1. */
  readonly line: number;
  /** The lines of a here-document that belongs to it, its end mark included. */
  readonly hereDocument?: readonly string[];
}

/**
 * Takes a Dockerfile apart as the engine does: a line that ends in the escape character goes on in the next, comments and empty
 * lines in between are nothing (source: "Parser directives" and "Format" of the Dockerfile reference). What a build is allowed is
 * decided on these lines, and these lines are what is built: another reading of the file can't slip anything past.
 */
export function logicalLines(text: string): readonly Instruction[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const goesOn = escapeOf(lines) === "`" ? /`[ \t]*$/ : /\\[ \t]*$/;
  const ends = lastPlaces(lines);
  const found: Instruction[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = at + 1;
    let piece = (lines[at] ?? "").trimStart();
    if (piece === "" || piece.startsWith("#")) continue;
    const pieces: string[] = [];
    while (goesOn.test(piece) && at + 1 < lines.length) {
      pieces.push(piece.replace(goesOn, ""));
      for (at += 1; at < lines.length && isNothing(lines[at] ?? ""); at += 1);
      piece = lines[at] ?? "";
    }
    const { keyword, rest } = parts([...pieces, piece.replace(goesOn, "")].join(""));
    const end = /^(RUN|COPY|ADD)$/.test(keyword) ? hereDocumentEnd(rest, lines, ends, at + 1) : undefined;
    found.push({ keyword, rest, line, ...(end === undefined ? {} : { hereDocument: lines.slice(at + 1, end + 1) }) });
    at = end ?? at;
  }
  return found;
}

/** Keyword and rest of one line. */
export function parts(line: string): Pick<Instruction, "keyword" | "rest"> {
  const [keyword = ""] = /^\S*/.exec(line) ?? [];
  return { keyword: keyword.toUpperCase(), rest: line.slice(keyword.length).trim() };
}

/** The escape directive counts only among the comments that the file begins with. */
export function escapeOf(lines: readonly string[]): string {
  for (const line of lines) {
    if (!line.trimStart().startsWith("#")) return "\\";
    const [, found] = /^\s*#\s*escape\s*=\s*(\S+)/i.exec(line) ?? [];
    if (found !== undefined) return found;
  }
  return "\\";
}

function isNothing(line: string): boolean {
  const text = line.trim();
  return text === "" || text.startsWith("#");
}

/** Where each line stands last, with and without the tabs before it. */
interface LastPlaces {
  readonly asWritten: ReadonlyMap<string, number>;
  readonly withoutTabs: ReadonlyMap<string, number>;
}

function lastPlaces(lines: readonly string[]): LastPlaces {
  const places = lines.map((line, index) => [line, index] as const);
  return {
    asWritten: new Map(places),
    withoutTabs: new Map(places.map(([line, index]) => [line.replace(/^\t+/, ""), index])),
  };
}

/**
 * The line with the end mark of the here-document that the text opens; undefined where it opens none, or none ends. Whether one ends
 * is known beforehand: thousands that never end would each be looked for to the end of the file.
 */
function hereDocumentEnd(rest: string, lines: readonly string[], ends: LastPlaces, from: number): number | undefined {
  const [, dash, , mark] = /(?:^|\s)\d*<<(-?)(["']?)([A-Za-z_]\w*)\2(?=\s|$)/.exec(rest) ?? [];
  if (mark === undefined) return undefined;
  const hasDash = dash === "-";
  if (((hasDash ? ends.withoutTabs : ends.asWritten).get(mark) ?? -1) < from) return undefined;
  return lines.findIndex((line, index) => index >= from && (hasDash ? line.replace(/^\t+/, "") : line) === mark);
}
