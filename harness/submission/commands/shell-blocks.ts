import { type ShellPart, shellLine } from "./shell-parts.ts";

/** A command line of a fenced block, with the lines that continue it. */
export interface BlockLine {
  /** Line of the document where it begins, from 1. */
  readonly line: number;
  readonly text: string;
  /** Undefined where a quote in it never ends. */
  readonly parts: readonly ShellPart[] | undefined;
  /** Number of its block in the document. */
  readonly block: number;
  /** False where the block names no language: it may hold anything. */
  readonly isShell: boolean;
  /** It stands under a heading about tests. */
  readonly isTest: boolean;
}

const shells = /^(sh|bash|shell|zsh|console|shell-?session|terminal)$/i;
const isRun =
  /\b(run\w*|start\w*|launch\w*|serv(e|ing)|set\s*-?up|install\w*|getting started|quick\s*-?start|usage|use|using|local\w*|develop\w*|docker|migrat\w+|database|try|how to)\b/i;
const isTest = /\btest(s|ing)?\b/i;

/** A longer line is no command that anyone would type; more lines than these continue none; and no README has so many. */
const longestLine = 2000;
const mostContinued = 40;
const mostLines = 500;

/**
 * Command lines of the fenced shell blocks of a Markdown document, under headings about running and testing; of all of them where it has
 * no such heading.
 */
export function blockLines(markdown: string): readonly BlockLine[] {
  const found: BlockLine[] = [];
  const headings: string[] = [];
  const lines = markdown.split(/\r?\n/);
  const hasSections = lines.some((line) => headingOf(line) !== undefined && topicOf([line]) !== undefined);
  let block = 0;
  for (let at = 0; at < lines.length && found.length < mostLines; at += 1) {
    const heading = headingOf(lines[at] ?? "");
    if (heading !== undefined) headings.splice(heading.level - 1, headings.length, heading.text);
    const [, indent = "", fence, language = ""] = /^( *(?:[-*] )?)(`{3,}|~{3,})\s*([\w-]*)/.exec(lines[at] ?? "") ?? [];
    if (fence === undefined) continue;
    let last = at + 1;
    while (last < lines.length && lines[last]?.trim().startsWith(fence) === false) last += 1;
    const topic = topicOf(headings);
    if ((topic !== undefined || !hasSections) && (language === "" || shells.test(language))) {
      block += 1;
      const body = lines
        .slice(at + 1, last)
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
      const about = { block, isShell: language !== "", isTest: topic === "test" };
      found.push(...linesOf(body, at + 2).map((line) => ({ ...line, ...about })));
    }
    at = last;
  }
  return found;
}

function headingOf(line: string): { readonly level: number; readonly text: string } | undefined {
  const [, marks, text] = /^(#{1,6})\s+(.*)$/.exec(line) ?? [];
  return marks === undefined ? undefined : { level: marks.length, text: text ?? "" };
}

/** What the innermost heading that says it is about; the title of the document says nothing. */
function topicOf(headings: readonly string[]): "run" | "test" | undefined {
  const telling = headings.findLast((text) => text !== undefined && (isTest.test(text) || isRun.test(text)));
  if (telling === undefined) return undefined;
  return isTest.test(telling) ? "test" : "run";
}

/** With a prompt anywhere, only what follows one is a command: the rest is what it prints. */
function linesOf(body: readonly string[], first: number): readonly Pick<BlockLine, "line" | "text" | "parts">[] {
  const prompt = /^\s*(?:\([\w.-]+\)\s*)?\$\s+/;
  const hasPrompts = body.some((line) => prompt.test(line));
  const found: Pick<BlockLine, "line" | "text" | "parts">[] = [];
  for (let at = 0; at < body.length && found.length < mostLines; at += 1) {
    const line = first + at;
    const start = body[at] ?? "";
    if (start.length > longestLine || (hasPrompts && !prompt.test(start))) continue;
    let text = start.replace(prompt, "").trim();
    let read = shellLine(text);
    const here = /<<-?\s*["']?(\w+)/.exec(text)?.[1];
    const latest = Math.min(body.length, at + mostContinued);
    if (here !== undefined) {
      const end = body.findIndex((each, index) => index > at && each.trim() === here);
      at = end < 0 ? body.length : end;
    } else {
      for (let next = at + 1; "open" in read && next < latest; next += 1) {
        const more = body[next] ?? "";
        if (more.length > longestLine) break;
        text += `\n${hasPrompts ? more.replace(/^\s*> /, "") : more}`;
        read = shellLine(text);
        if ("parts" in read) at = next;
      }
    }
    if ("open" in read) found.push({ line, text: start.trim(), parts: undefined });
    else if (read.parts.length > 0) found.push({ line, text, parts: read.parts });
  }
  return found;
}
