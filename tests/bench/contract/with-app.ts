import { grade } from "../../../harness/grade.ts";
import type { Bench } from "../../mutants/run-mutant.ts";

/** A running app, with a database of its own and nobody else's requests. */
export interface App {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Builds and starts a submission as a grade does (same container, limits, database and data set), hands it to `use` in place of the
 * checks, and removes everything. Undefined where the app does not come up.
 */
export async function withApp<T>(
  folder: string,
  bench: Bench,
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal },
  use: (app: App) => Promise<T>,
): Promise<T | undefined> {
  let result: T | undefined;
  await grade(folder, {
    ...bench,
    ...{ seed, signal },
    wanted: ({ id }) => id === "operations.boots",
    look: async (app) => {
      if (new URL(app.url).hostname !== "127.0.0.1") throw new Error(`Not on this machine: ${app.url}`);
      result = await use(app);
    },
  });
  return result;
}
