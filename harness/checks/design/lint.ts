import { type LintFinding, lint } from "../../submission/facts/ruff.ts";
import type { Module } from "../../submission/facts/types.ts";
import { defineCheck } from "../check.ts";

/** In tests: only what is an error in any file. A fixture that is imported looks unused, its use looks like a redefinition. */
const forTests = { select: ["E9", "F"], ignore: ["F401", "F811"] };

/**
 * The linter with the published rules, over code and tests; migrations are generated. `F401` does not count in `__init__.py`,
 * where an import is how a package offers a name.
 * Share: findings that the published rate allows (rounded up) over findings there are.
 */
export default defineCheck({
  id: "design.lint",
  stage: "source",
  title: "A linter finds little in the code",
  why: "What a linter reports is often a small mistake: a name that does not exist, a variable that is never used, a default that is shared.",
  hint: "Run ruff check with the rules of the brief (ruff check --select ...) and mend what it names.",
  async run({ brief, workspace }) {
    const { lintRules, lintFindingsPer100LinesAtMost: rate } = brief.design;
    const { modules } = await workspace.facts();
    const code = modules.filter(({ role }) => role === "code");
    const tests = modules.filter(({ role }) => role === "test");
    const found = [...findingsIn(code, { select: lintRules }), ...findingsIn(tests, forTests)];
    const lines = [...code, ...tests].reduce((total, module) => total + module.lines, 0);
    const allowed = Math.max(1, Math.ceil((lines * rate) / 100));
    const examined = `${lines} lines, ${found.length} findings, ${allowed} allowed`;
    if (found.length <= allowed) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: allowed / found.length,
      examined,
      findings: found.slice(0, 50).map(({ code: rule, message, path, line, column }) => ({
        message: `${rule}: ${message}`,
        place: { path, line, column },
      })),
    };
  },
});

function findingsIn(modules: readonly Module[], rules: Parameters<typeof lint>[1]): readonly LintFinding[] {
  const linted = lint(modules, rules);
  return modules.flatMap(({ path }) =>
    (linted.get(path) ?? []).filter(({ code }) => !(code === "F401" && path.endsWith("__init__.py"))),
  );
}
