import type { Finding, Outcome } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen } from "../share.ts";
import { differencesOf } from "./schema-differences.ts";

export default defineCheck({
  id: "database.round-trip",
  stage: "migrations",
  advisory: true,
  after: ["operations.boots"],
  title: "The migrations lead back to nothing, and up again to the same tables",
  why: "A release that goes wrong at night is taken back; its migrations have to come along.",
  hint: "Write a way back for each migration (downgrade(), a down file) that drops what it made: tables, indexes, types, sequences.",
  run({ migrations }) {
    if (!migrations.ran) return nothingSeen(migrations.reason);
    if (migrations.roundTrip === undefined) {
      return nothingSeen(`No command that leads back to nothing is named in ${migrations.namedIn} (\`down\`).`);
    }
    const { down, left, again, schemas } = migrations.roundTrip;
    if (down.exitCode !== 0) {
      return failed({
        message: `\`${down.command}\` fails: the migrations do not lead back.`,
        expected: "exit code 0",
        detail: down.output,
      });
    }
    if (left.length > 0) {
      return failed({
        message: `After \`${down.command}\` there still ${left.length === 1 ? "is a table" : "are tables"} of the app's.`,
        expected: "none of them",
        received: left.join(", "),
        detail: down.output,
      });
    }
    if (again.exitCode !== 0) {
      return failed({
        message: `After a way back to nothing, \`${again.command}\` fails.`,
        expected: "exit code 0",
        detail: again.output,
      });
    }
    const changes = differencesOf(schemas);
    // What is there in addition may be a register that a tool makes when it first leads back.
    if (!changes.some((line) => line.startsWith("-")))
      return { verdict: "passed", examined: `${down.command}, ${again.command}` };
    return failed({
      message: `After \`${down.command}\` and \`${again.command}\` the schema is another one.`,
      expected: "the same tables, columns, constraints and indexes",
      detail: changes.join("\n"),
    });
  },
});

function failed(finding: Finding): Outcome {
  return { verdict: "failed", share: 0, findings: [finding] };
}
