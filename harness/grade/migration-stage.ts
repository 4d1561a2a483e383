import type { Brief } from "../brief/types.ts";
import type { Credentials } from "../http/authorization.ts";
import { migrationTool } from "../sandbox/migrations/migration-tool.ts";
import { tryMigrations } from "../sandbox/migrations/try-migrations.ts";
import type { Sandbox } from "../sandbox/open-sandbox.ts";
import type { Workspace } from "../submission/types.ts";
import { EnvironmentError, InputError, messageOf } from "../types/errors.ts";
import type { MigrationReport } from "../types/runtime.ts";
import type { Results } from "./outcomes.ts";
import type { Run } from "./run.ts";

const notKnown: MigrationReport = {
  ran: false,
  reason:
    "No migration commands are known: it uses neither Flask-Migrate nor Alembic, and its pyproject.toml names none.",
};

/**
 * Runs the submission's own migrations beside the app, and the checks on what they did; trouble of ours is an outcome, not an error, and
 * so is a manifest that can't be used, which costs nothing.
 */
export async function migrationStage(
  run: Run,
  brief: Brief,
  results: Results,
  subject: {
    readonly sandbox: Sandbox;
    readonly image: string;
    readonly workspace: Workspace;
    readonly credentials: Credentials;
    /** Until then, the app has no rows to give. */
    readonly filled: Promise<void>;
  },
): Promise<void> {
  if (!results.wants(["migrations"])) return;
  try {
    const tool = await migrationTool(subject.workspace, brief.database?.migrations);
    const migrations = await run.stage(
      "try the migrations",
      async () =>
        tool === undefined
          ? notKnown
          : await tryMigrations(subject.sandbox, { ...subject, contract: brief.runtime }, tool),
      { note: (report) => (report.ran ? undefined : "none known") },
    );
    await results.run("migrations", () => ({ brief, migrations }));
  } catch (error) {
    if (error instanceof InputError) {
      const reason = `The migrations were not tried: ${error.message} (${error.where}; found ${error.found}, expected ${error.expected})`;
      run.notices.push(reason);
      results.close(["migrations"], { verdict: "not-applicable", reason });
    } else if (error instanceof EnvironmentError) {
      run.notices.push(messageOf(error));
      results.close(["migrations"], { verdict: "inconclusive", reason: messageOf(error) });
    } else throw error;
  }
}
