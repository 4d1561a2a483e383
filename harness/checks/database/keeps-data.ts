import type { Finding, Outcome } from "../../types/outcome.ts";
import type { MigratedRows, MigrationStep } from "../../types/runtime.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen } from "../share.ts";

export default defineCheck({
  id: "database.keeps-data",
  stage: "migrations",
  advisory: true,
  after: ["operations.boots"],
  title: "Migrations keep the rows that are there",
  why: "A migration that works on an empty database may fail, or clear tables, where customers already have their data.",
  hint: "Give new required columns a value for old rows (server_default, or fill them first); alter tables, don't make them anew.",
  run({ migrations }) {
    if (!migrations.ran) return nothingSeen(migrations.reason);
    const { earlier, roundTrip, second } = migrations;
    const last = ofLastMigration(earlier, roundTrip?.again);
    const again = second && ofSecondRun(second);
    if (last.verdict === "failed" || again === undefined) return last;
    if (again.verdict === "failed" || last.verdict !== "passed") return again;
    return last;
  },
});

/** One migration back, with rows, and up. `again`: the same way on empty tables. */
function ofLastMigration(earlier: MigratedRows | undefined, again: MigrationStep | undefined): Outcome {
  if (earlier === undefined) return nothingSeen("There is no earlier revision that the migrations lead back to.");
  const { step, before } = earlier;
  if (Object.keys(before).length === 0) return nothingSeen("One migration back, none of the app's tables is there.");
  if (totalOf(before) === 0) return nothingSeen("The app's rows don't fit the tables of the revision before the last.");
  if (step.exitCode === 0) return keptOrLost(earlier, "The last migration");
  if (again !== undefined && again.exitCode !== 0)
    return nothingSeen(`\`${step.command}\` fails on empty tables, too.`);
  // Rows that the migration itself inserts are among the app's already.
  if (/duplicate key|UniqueViolation/i.test(step.output)) return nothingSeen("The last migration inserts rows.");
  // They were written table by table: one that did not take its rows leaves those of others without what they refer to.
  if (/violates foreign key|ForeignKeyViolation/i.test(step.output)) {
    return nothingSeen("The app's rows refer to some that the tables of the revision before the last did not take.");
  }
  return failed([
    {
      message: `\`${step.command}\` fails where the tables hold rows.`,
      expected: "exit code 0, as on empty tables",
      detail: step.output,
    },
  ]);
}

/** The way up once more, on the newest schema with rows. One that refuses to do it again does no harm. */
function ofSecondRun(second: MigratedRows): Outcome {
  if (totalOf(second.before) === 0) return nothingSeen("The app's rows don't fit the tables that its migrations make.");
  return keptOrLost(second, `\`${second.step.command}\`, run on a database that is at the newest schema,`);
}

function keptOrLost({ step, before, after }: MigratedRows, what: string): Outcome {
  // A table that is not there any more may have got another name.
  const lost = Object.entries(before).filter(([table, rows]) => (after[table] ?? rows) < rows);
  if (lost.length === 0) return { verdict: "passed", examined: `${totalOf(before)} rows, ${step.command}` };
  return failed(
    lost.map(([table, rows]) => ({
      message: `${what} loses rows of ${table}.`,
      expected: `${rows} rows, as before`,
      received: String(after[table]),
    })),
  );
}

function totalOf(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((sum, each) => sum + each, 0);
}

function failed(findings: readonly Finding[]): Outcome {
  return { verdict: "failed", share: 0, findings };
}
