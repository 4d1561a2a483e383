import type { Module } from "../../submission/facts/types.ts";
import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/** Lines in a row that are the same, without blank ones, comments and imports: fewer happen by chance. */
const window = 8;

/** Share: lines that stand once over all lines, as far as the published part of repeated ones is exceeded. */
export default defineCheck({
  id: "design.duplication",
  stage: "source",
  advisory: true,
  title: "Hardly any code is there twice",
  why: "A mistake in code that was copied has to be mended in every copy, and one is always forgotten.",
  hint: "Give the repeated lines a name: a function that both places call.",
  async run({ brief, workspace }) {
    const most = brief.design.repeatedLinesAtMost;
    const modules = ownCode(await workspace.facts());
    const lines = modules.flatMap(codeLines);
    const repeats = repeatsIn(lines);
    const repeated = repeats.reduce((total, { length }) => total + length, 0);
    const part = lines.length === 0 ? 0 : repeated / lines.length;
    const examined = `${lines.length} lines, ${Math.round(part * 100)} % of them repeated`;
    if (part <= most) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - part,
      examined,
      findings: repeats.slice(0, 20).map(({ first, again, length }) => ({
        message: `${length} lines are the same as those from ${first.path}, line ${first.line}.`,
        place: { path: again.path, line: again.line },
      })),
    };
  },
});

interface CodeLine {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

function codeLines({ path, source }: Module): readonly CodeLine[] {
  return source.split("\n").flatMap((raw, index) => {
    const text = raw.trim();
    const isCode = text.length > 1 && !/^(#|import |from \S+ import |["']{3}|[)\]}],?$)/.test(text);
    return isCode ? [{ path, line: index + 1, text }] : [];
  });
}

interface Repeat {
  readonly first: CodeLine;
  readonly again: CodeLine;
  readonly length: number;
}

/** Runs of at least `window` lines that have stood before, each line counted once. */
function repeatsIn(lines: readonly CodeLine[]): readonly Repeat[] {
  const seen = new Map<string, number>();
  const repeats: Repeat[] = [];
  for (let at = 0; at + window <= lines.length; ) {
    const key = lines
      .slice(at, at + window)
      .map(({ text }) => text)
      .join("\n");
    const before = seen.get(key);
    const [first, again] = [lines[before ?? -1], lines[at]];
    if (before === undefined || first === undefined || again === undefined || before + window > at) {
      if (before === undefined) seen.set(key, at);
      at += 1;
      continue;
    }
    let length = window;
    while (
      before + length < at &&
      lines[at + length] !== undefined &&
      lines[before + length]?.text === lines[at + length]?.text
    )
      length += 1;
    repeats.push({ first, again, length });
    at += length;
  }
  return repeats;
}
