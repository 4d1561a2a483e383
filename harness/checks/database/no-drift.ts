import { defineCheck } from "../check.ts";
import { nothingSeen } from "../share.ts";

/** What a shell says where it finds no such command, or may not run it. */
const notRun = [126, 127];

export default defineCheck({
  id: "database.no-drift",
  stage: "migrations",
  advisory: true,
  after: ["operations.boots"],
  title: "The migrations make the tables that the code describes",
  why: "Where code and database tell different stories, the next migration brings surprises that nobody asked for.",
  hint: "Run `flask db check` (or `alembic check`, or the `check` that you name), and write the migration that it misses.",
  run({ migrations }) {
    if (!migrations.ran) return nothingSeen(migrations.reason);
    const { check, namedIn } = migrations;
    if (check === undefined) {
      return nothingSeen(`No command that compares code and schema is named in ${namedIn} (\`check\`).`);
    }
    const { command, exitCode, output } = check;
    if (exitCode === 0) return { verdict: "passed", examined: command };
    const [, found] = /New upgrade operations detected: (.*)/.exec(output) ?? [];
    const isAnswer = found !== undefined || (namedIn !== undefined && !notRun.includes(exitCode));
    if (!isAnswer) return nothingSeen(`\`${command}\` does not work here.`);
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message:
            found === undefined
              ? `\`${command}\` does not find the schema that the code describes.`
              : `\`${command}\` finds changes of the models that no migration makes.`,
          expected: found === undefined ? "exit code 0" : "No new upgrade operations detected.",
          received: found?.slice(0, 1000) ?? `exit code ${exitCode}`,
          detail: output,
        },
      ],
    };
  },
});
