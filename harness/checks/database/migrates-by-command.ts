import type { Finding, Outcome } from "../../types/outcome.ts";
import { defineCheck } from "../check.ts";
import { nothingSeen } from "../share.ts";
import { differencesOf } from "./schema-differences.ts";

export default defineCheck({
  id: "database.migrates-by-command",
  stage: "migrations",
  advisory: true,
  after: ["operations.boots"],
  title: "The migration command that is named brings an empty database to the newest schema",
  why: "Whoever installs, repairs or tests the service types the command that the repository names, and relies on what it does.",
  hint: "Try it in the image on an empty database: it must end with 0, make every table, and find nothing to do the second time.",
  run({ migrations }) {
    if (!migrations.ran) {
      const { up, reason } = migrations;
      if (up === undefined) return nothingSeen(reason);
      return failed({
        message:
          up.exitCode === 0
            ? `\`${up.command}\` brings no table to an empty database.`
            : `\`${up.command}\` fails on an empty database.`,
        expected: "exit code 0, and the app's tables",
        received: `exit code ${up.exitCode}`,
        detail: up.output,
      });
    }
    const { namedIn, up, second } = migrations;
    if (namedIn === undefined) return nothingSeen("The migration tool is one that is known; no command is named.");
    const changes = second === undefined ? [] : differencesOf(second.schemas);
    if (changes.length === 0) return { verdict: "passed", examined: `${up.command}, named in ${namedIn}` };
    return failed({
      message: `\`${up.command}\` changes the schema once more when it is run again.`,
      expected: "the newest schema at once: the second time there is nothing left to do",
      detail: changes.join("\n"),
    });
  },
});

function failed(finding: Finding): Outcome {
  return { verdict: "failed", share: 0, findings: [finding] };
}
