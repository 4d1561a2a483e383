import { defineCheck } from "../check.ts";
import { nothingSeen } from "../share.ts";

export default defineCheck({
  id: "database.no-drift",
  stage: "migrations",
  advisory: true,
  after: ["operations.boots"],
  title: "The migrations make the tables that the code describes",
  why: "Where code and database tell different stories, the next migration brings surprises that nobody asked for.",
  hint: "Run `flask db check` (or `alembic check`), and write the migration that it misses.",
  run({ migrations }) {
    if (!migrations.ran) return nothingSeen(migrations.reason);
    const { command, exitCode, output } = migrations.check;
    if (exitCode === 0) return { verdict: "passed", examined: command };
    const [, found] = /New upgrade operations detected: (.*)/.exec(output) ?? [];
    if (found === undefined) return nothingSeen(`\`${command}\` does not work here.`);
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: `\`${command}\` finds changes of the models that no migration makes.`,
          expected: "No new upgrade operations detected.",
          received: found.slice(0, 1000),
          detail: output,
        },
      ],
    };
  },
});
