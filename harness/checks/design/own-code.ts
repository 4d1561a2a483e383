import type { AppFact, Module, SourceFacts } from "../../submission/facts/types.ts";

/** What the candidate wrote for the service: no tests, no generated migrations. */
export function ownCode(facts: SourceFacts): readonly Module[] {
  return facts.modules.filter(({ role }) => role === "code");
}

export interface AppPlace {
  readonly path: string;
  readonly app: AppFact;
}

export function appsOf(modules: readonly Module[]): readonly AppPlace[] {
  return modules.flatMap(({ path, apps }) => apps.map((app) => ({ path, app })));
}

/**
 * Functions that give an application away. Where no application class that we know is used at all, a function with the name
 * that Flask itself looks for (create_app, make_app) counts.
 */
export function factoriesOf(modules: readonly Module[]): readonly string[] {
  const apps = appsOf(modules);
  const made = apps.flatMap(({ app }) => (app.madeIn !== undefined && app.handedOut ? [app.madeIn] : []));
  if (apps.length > 0) return made;
  return modules
    .flatMap(({ functions }) => functions.map(({ name }) => name))
    .filter((name) => /^(create|make)_app$/.test(name));
}
