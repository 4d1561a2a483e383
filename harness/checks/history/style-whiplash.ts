import type { Module } from "../../submission/facts/types.ts";
import { defineCheck } from "../check.ts";
import { ownCode } from "../design/own-code.ts";
import { short, stepsOf } from "./steps.ts";

type Style = "tabs" | "2 spaces" | "4 spaces";

/** How a file is indented and ends its lines: what an editor does by itself, so a change of it within one project is worth a question. */
export default defineCheck({
  id: "history.style-whiplash",
  stage: "source",
  advisory: true,
  title: "The files look as if one hand had formatted them",
  why: "A file that is indented differently may come from elsewhere; its author knows from where.",
  hint: "Run a formatter over the whole project. Where code comes from somewhere else, say so.",
  async run({ workspace }) {
    const styled = ownCode(await workspace.facts()).flatMap((module) => {
      const style = styleOf(module);
      return style === undefined ? [] : [{ module, style }];
    });
    if (styled.length < 3) return { verdict: "not-applicable", reason: "There are too few files to compare." };
    const groups = [...Map.groupBy(styled, ({ style }) => style)].toSorted(([, a], [, b]) => b.length - a.length);
    const usual = groups[0]?.[0];
    const others = styled.filter(({ style }) => style !== usual);
    const examined = `${styled.length} files, most of them with ${usual}`;
    if (others.length === 0) return { verdict: "passed", examined };
    const steps = stepsOf(await workspace.history());
    return {
      verdict: "failed",
      share: 1 - others.length / styled.length,
      examined,
      findings: others.slice(0, 10).map(({ module: { path }, style }) => {
        const commit = steps.find(({ changes }) => changes.some((change) => change.path === path));
        const from = commit === undefined ? "" : ` It came with commit ${short(commit)}.`;
        return {
          message: `${path} is indented with ${style}, most files with ${usual}.${from} To ask: where does it come from?`,
          place: { path, line: 1, ...(commit === undefined ? {} : { commit: commit.id }) },
        };
      }),
    };
  },
});

/** By the first line inside each definition at the left margin; undefined where there is none. */
function styleOf({ source }: Module): Style | undefined {
  const counts = new Map<Style, number>();
  const lines = source.split("\n");
  for (const [index, line] of lines.entries()) {
    if (!/^(async def|def|class|if|for|with|try)\b.*:\s*(#.*)?$/.test(line)) continue;
    const indent = /^([ \t]+)\S/.exec(lines[index + 1] ?? "")?.[1];
    const style = indent?.startsWith("\t")
      ? "tabs"
      : indent === "  "
        ? "2 spaces"
        : indent === "    "
          ? "4 spaces"
          : undefined;
    if (style !== undefined) counts.set(style, (counts.get(style) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
