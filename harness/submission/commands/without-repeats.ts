import type { CommandStep } from "./types.ts";

/** Options of pytest that change what it shows, and not what it asks. */
const reporting =
  /\s(-v+|-q+|-s|-rA|-r \w+|--(verbose|quiet|cov-branch|(cov|cov-report|durations|tb|color)([= ][^\s-]\S*)?))(?=\s|$)/g;

/** A command is executed once: the same tests with another report say nothing new. */
export function withoutRepeats(steps: readonly CommandStep[]): readonly CommandStep[] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    if (!("inImage" in step)) return step;
    const what = `${step.action} ${step.action === "test" ? step.script.replaceAll(reporting, "") : step.script}`;
    const before = seen.get(what);
    if (before === undefined) seen.set(what, step.line);
    if (before === undefined) return step;
    const { line, text, isTest } = step;
    return { line, text, isTest, action: "skip", why: `line ${before} does the same`, matters: false };
  });
}
