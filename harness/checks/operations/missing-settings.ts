import type { StartWithout } from "../../types/runtime.ts";
import type { StageContexts } from "../check.ts";

/** What a start without this variable led to. */
export interface MissingSetting {
  readonly variable: string;
  readonly start: StartWithout;
}

/** The settings that no app can guess: where its data is, and who may get in. */
const needed: readonly string[] = ["database-url", "password"];

/** Starts the app without its database's URL and without its password, each alone; nothing where the brief says nothing of that. */
export async function startedWithoutSettings({
  brief,
  runtime,
}: StageContexts["runtime"]): Promise<readonly MissingSetting[]> {
  const { environment, missingSettingNoticedWithinSeconds: seconds } = brief.runtime;
  if (seconds === undefined) return [];
  const variables = environment.filter(({ value }) => needed.includes(value)).map(({ name }) => name);
  return await Promise.all(
    variables.map(async (variable) => ({
      variable,
      start: await runtime.startWithout({ variable, withinMs: seconds * 1000 }),
    })),
  );
}
