import type { FunctionFact, Module } from "../../submission/facts/types.ts";
import { type LintFinding, lint } from "../../submission/facts/ruff.ts";
import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/**
 * The linter's C901 against the published bound. A function is over it only where it still is without the functions defined
 * inside it: a factory with many small handlers is not complex.
 * Share: of all lines in functions, the part that is in functions within the bound; so it grows with what the worst ones weigh.
 */
export default defineCheck({
  id: "design.complexity",
  stage: "source",
  title: "Functions are simple enough to follow",
  why: "A function with many branches is hard to read, hard to test and easy to break.",
  hint: "Split the named functions: give each branch, or each step, a function of its own.",
  question: ({ message }) => `${message} How would you split it, and which of its branches is the hardest to test?`,
  async run({ brief, workspace }) {
    const bound = brief.design.complexityAtMost;
    const modules = ownCode(await workspace.facts());
    const linted = lint(modules, { select: ["C901"], complexityAtMost: bound });
    const over = modules.flatMap((module) =>
      (linted.get(module.path) ?? []).flatMap((finding) => tooComplex(module, finding, bound)),
    );
    const lines = modules.flatMap(({ functions }) => functions.filter(isOutermost(functions))).reduce(sumLines, 0);
    const examined = `${modules.reduce((count, { functions }) => count + functions.length, 0)} functions, bound ${bound}`;
    if (over.length === 0) return { verdict: "passed", examined };
    const weight = over.map(({ fact }) => fact).reduce(sumLines, 0);
    return {
      verdict: "failed",
      share: Math.max(0, 1 - weight / lines),
      examined,
      findings: over.map(({ path, fact }) => ({
        message: `${fact.name}() has a complexity of ${fact.complexity}.`,
        expected: `at most ${bound}`,
        received: String(fact.complexity),
        place: { path, line: fact.line },
      })),
    };
  },
});

interface Over {
  readonly path: string;
  readonly fact: FunctionFact;
}

function tooComplex(module: Module, finding: LintFinding, bound: number): readonly Over[] {
  if (finding.code !== "C901") return [];
  const fact = module.functions.find(({ line }) => line === finding.line);
  return fact !== undefined && fact.complexity > bound ? [{ path: module.path, fact }] : [];
}

function isOutermost(functions: readonly FunctionFact[]): (fact: FunctionFact) => boolean {
  return (fact) =>
    !functions.some((other) => other !== fact && other.line < fact.line && fact.endLine <= other.endLine);
}

function sumLines(total: number, { line, endLine }: FunctionFact): number {
  return total + endLine - line + 1;
}
