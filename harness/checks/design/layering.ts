import type { Brief } from "../../brief/types.ts";
import type { Module, ViewFact } from "../../submission/facts/types.ts";
import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/**
 * SQL as text inside a function that answers requests. An ORM's session in a view is a matter of taste, and does not count;
 * what a health endpoint asks the database is its whole purpose.
 * Share: views without SQL over views.
 */
export default defineCheck({
  id: "design.layering",
  stage: "source",
  title: "Functions that answer requests hold no SQL",
  why: "Where HTTP and SQL are mixed in one function, neither can be changed, reused or tested without the other.",
  hint: "Move the statements into functions of their own (a repository, a service, models), and call those from the views.",
  async run({ brief, workspace }) {
    const modules = ownCode(await workspace.facts());
    const views = modules.flatMap((module) =>
      module.views.filter((view) => !isHealth(view, brief)).map((view) => ({ module, view })),
    );
    if (views.length === 0)
      return { verdict: "not-applicable", reason: "No function was found that answers requests." };
    const mixed = views.flatMap(({ module, view }) => {
      const sql = sqlIn(module, view);
      return sql === undefined ? [] : [{ path: module.path, view, sql }];
    });
    const examined = `${views.length} functions that answer requests`;
    if (mixed.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - mixed.length / views.length,
      examined,
      findings: mixed.map(({ path, view, sql }) => ({
        message: `${view.name}() answers requests and holds SQL.`,
        place: { path, line: sql.line },
        detail: sql.text,
      })),
    };
  },
});

function sqlIn({ sql }: Module, { line, endLine }: ViewFact) {
  return sql.find((fact) => fact.text !== "" && fact.line >= line && fact.line <= endLine);
}

function isHealth({ name, paths }: ViewFact, { runtime }: Brief): boolean {
  const isPublished = paths.some(
    (path) => path !== "" && path !== "/" && [runtime.alive, runtime.ready].some((each) => each.endsWith(path)),
  );
  return isPublished || /health|ready|alive|live|ping|status|probe/i.test(name);
}
