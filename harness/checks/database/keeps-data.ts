import { defineCheck } from "../check.ts";
import { nothingSeen } from "../share.ts";

export default defineCheck({
  id: "database.keeps-data",
  stage: "migrations",
  advisory: true,
  after: ["operations.boots"],
  title: "The last migration keeps the rows that are there",
  why: "A migration that works on an empty database may fail, or clear tables, where customers already have their data.",
  hint: "Give new required columns a value for old rows (server_default, or fill them first); alter tables, don't make them anew.",
  run({ migrations }) {
    if (!migrations.ran) return nothingSeen(migrations.reason);
    const { again, earlier } = migrations;
    if (earlier === undefined) return nothingSeen("There is no earlier revision that the migrations lead back to.");
    const { step, before, after } = earlier;
    const total = Object.values(before).reduce((sum, rows) => sum + rows, 0);
    if (total === 0) return nothingSeen("The app's rows don't fit the tables of the revision before the last.");
    if (step.exitCode !== 0) {
      if (again.exitCode !== 0) return nothingSeen(`\`${step.command}\` fails on empty tables, too.`);
      // Rows that the migration itself inserts are among the app's already.
      if (/duplicate key|UniqueViolation/i.test(step.output)) return nothingSeen("The last migration inserts rows.");
      return {
        verdict: "failed",
        share: 0,
        findings: [
          {
            message: `\`${step.command}\` fails where the tables hold rows.`,
            expected: "exit code 0, as on empty tables",
            detail: step.output,
          },
        ],
      };
    }
    // A table that is not there any more may have got another name.
    const lost = Object.entries(before).filter(([table, rows]) => (after[table] ?? rows) < rows);
    if (lost.length === 0) return { verdict: "passed", examined: `${total} rows, ${step.command}` };
    return {
      verdict: "failed",
      share: 0,
      findings: lost.map(([table, rows]) => ({
        message: `The last migration loses rows of ${table}.`,
        expected: `${rows} rows, as before`,
        received: String(after[table]),
      })),
    };
  },
});
