import { defineCheck } from "../check.ts";
import { nothingSeen } from "../share.ts";

export default defineCheck({
  id: "database.round-trip",
  stage: "migrations",
  advisory: true,
  after: ["operations.boots"],
  title: "The migrations lead back to nothing, and up again to the same tables",
  why: "A release that goes wrong at night is taken back; its migrations have to come along.",
  hint: "Write downgrade() for each revision, and drop what upgrade() made: tables, indexes, types, sequences.",
  run({ migrations }) {
    if (!migrations.ran) return nothingSeen(migrations.reason);
    const { down, again, schemas } = migrations;
    for (const { command, exitCode, output } of [down, again]) {
      if (exitCode === 0) continue;
      const message =
        command === again.command
          ? `After a way back to nothing, \`${command}\` fails.`
          : `\`${command}\` fails: the migrations do not lead back.`;
      return { verdict: "failed", share: 0, findings: [{ message, expected: "exit code 0", detail: output }] };
    }
    const [before, after] = schemas.map((lines) => new Set(lines));
    const changes = [
      ...schemas[0].filter((line) => after?.has(line) !== true).map((line) => `- ${line}`),
      ...schemas[1].filter((line) => before?.has(line) !== true).map((line) => `+ ${line}`),
    ];
    if (changes.length === 0) return { verdict: "passed", examined: `${down.command}, ${again.command}` };
    return {
      verdict: "failed",
      share: 0,
      findings: [
        {
          message: `After \`${down.command}\` and \`${again.command}\` the schema is another one.`,
          expected: "the same tables, columns, constraints and indexes",
          detail: changes.join("\n"),
        },
      ],
    };
  },
});
