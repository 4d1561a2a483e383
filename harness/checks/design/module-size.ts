import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/** Share: of all lines, those in modules within the published bound, and of a larger one those up to it. */
export default defineCheck({
  id: "design.module-size",
  stage: "source",
  title: "No file is too long to find one's way in",
  why: "In a file of a thousand lines, everything is near everything else, and nobody finds anything.",
  hint: "Split the named files along what they hold: one for the routes, one for the rules, one for the database.",
  async run({ brief, workspace }) {
    const bound = brief.design.moduleLinesAtMost;
    const modules = ownCode(await workspace.facts());
    const over = modules.filter(({ lines }) => lines > bound);
    const examined = `${modules.length} modules, bound ${bound} lines`;
    if (over.length === 0) return { verdict: "passed", examined };
    const all = modules.reduce((total, { lines }) => total + lines, 0);
    const beyond = over.reduce((total, { lines }) => total + lines - bound, 0);
    return {
      verdict: "failed",
      share: 1 - beyond / all,
      examined,
      findings: over.map(({ path, lines }) => ({
        message: `${path} has ${lines} lines.`,
        expected: `at most ${bound}`,
        received: String(lines),
        place: { path, line: bound + 1 },
      })),
    };
  },
});
