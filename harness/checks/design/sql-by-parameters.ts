import { defineCheck } from "../check.ts";
import { ownCode } from "./own-code.ts";

/**
 * Only values count: what stands inside quotes or is compared with, and whatever comes straight out of the request. Names of
 * columns and whole clauses put in from a fixed list are no values; nor are constants, numbers and marks for parameters.
 * Share: statements without a value in them over statements.
 */
export default defineCheck({
  id: "design.sql-by-parameters",
  stage: "source",
  title: "Values reach the database beside the SQL, never inside its text",
  why: "Whoever can put text into a statement can read or delete everything in the database.",
  hint: 'Give the values as parameters: execute("... where id = %s", (id,)). For a column to sort by, choose from a fixed list.',
  async run({ workspace }) {
    const modules = ownCode(await workspace.facts());
    const statements = modules.flatMap(({ path, sql }) => sql.map((fact) => ({ path, fact })));
    const unsafe = statements.filter(({ fact }) => fact.values.length > 0);
    const examined = `${statements.length} statements written as text`;
    if (unsafe.length === 0) return { verdict: "passed", examined };
    return {
      verdict: "failed",
      share: 1 - unsafe.length / statements.length,
      examined,
      findings: unsafe.flatMap(({ path, fact }) =>
        fact.values.slice(0, 3).map(({ line, expression }) => ({
          message: `The value of ${expression} is written into the SQL text${fact.insideFunction === undefined ? "" : ` in ${fact.insideFunction}()`}.`,
          place: { path, line },
          detail: fact.text,
        })),
      ),
    };
  },
});
