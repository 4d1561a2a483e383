import type { Brief } from "../brief/types.ts";
import type { Credentials } from "../http/authorization.ts";
import { tryMigrations } from "../sandbox/migrations/try-migrations.ts";
import type { Sandbox } from "../sandbox/open-sandbox.ts";
import type { Workspace } from "../submission/types.ts";
import { EnvironmentError, messageOf } from "../types/errors.ts";
import type { Results } from "./outcomes.ts";
import type { Run } from "./run.ts";

/** Runs the submission's own migrations beside the app, and the checks on what they did; trouble of ours is an outcome, not an error. */
export async function migrationStage(
  run: Run,
  brief: Brief,
  results: Results,
  subject: {
    readonly sandbox: Sandbox;
    readonly image: string;
    readonly workspace: Workspace;
    readonly credentials: Credentials;
  },
): Promise<void> {
  if (!results.wants(["migrations"])) return;
  try {
    const migrations = await run.stage(
      "try the migrations",
      () => tryMigrations(subject.sandbox, { ...subject, contract: brief.runtime }),
      { note: (report) => (report.ran ? undefined : "none known") },
    );
    await results.run("migrations", () => ({ brief, migrations }));
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    run.notices.push(messageOf(error));
    results.close(["migrations"], { verdict: "inconclusive", reason: messageOf(error) });
  }
}
