import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/** A registry that decorators fill at import looks the same from outside, so this is a question, no verdict. */
export default defineCheck({
  id: "design.no-global-state",
  stage: "source",
  advisory: true,
  title: "Nothing is kept in variables of a module",
  why: "What one process keeps in memory, the next one does not know, and a restart forgets.",
  hint: "Keep it in the database, or in an object that the application owns.",
  async run({ workspace }) {
    const modules = ownCode(await workspace.facts());
    const kept = modules.flatMap(({ path, state }) => state.map((fact) => ({ path, ...fact })));
    const examined = `${modules.length} modules`;
    if (kept.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: kept.length === 1 ? 0.5 : 0,
      examined,
      findings: kept.map(({ path, name, changedAt, changedIn }) => ({
        message: `${changedIn}() changes ${name}, which lives as long as its process.`,
        place: { path, line: changedAt },
      })),
    };
  },
});
