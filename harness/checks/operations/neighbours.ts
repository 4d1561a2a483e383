import type { RuntimeContract } from "../../brief/types.ts";
import type { BootReport, Runtime } from "../../types/runtime.ts";
import type { Outcome } from "../../types/outcome.ts";
import type { StageContexts } from "../check.ts";
import { type MissingSetting, startedWithoutSettings } from "./missing-settings.ts";
import { whileDatabaseIsFar } from "./while-database-is-far.ts";
import { whileTablesAreLocked } from "./while-tables-are-locked.ts";

export type NeighbourContext = StageContexts["runtime"];

/** What became of the containers that were started beside the app. */
export interface Neighbours {
  /** With another port, on an empty database, without a data set. */
  readonly elsewhere: Promise<BootReport>;
  /** What that one did while its database was farther away. Goes on while other checks run: it is on a database of its own. */
  readonly far: Promise<Outcome>;
  /** What it did afterwards, while its tables were locked. So does this. */
  readonly slow: Promise<Outcome>;
  readonly withoutSettings: Promise<readonly MissingSetting[]>;
}

/** One start of each serves all checks of a run. */
const neighbours = new WeakMap<Runtime, Neighbours>();

/**
 * Starts them all at the same time. Resolves when only the one with a database of its own is left: checks that come after count
 * statements and connections of the app's database.
 */
export async function neighboursOf(context: NeighbourContext): Promise<Neighbours> {
  const all = neighbours.get(context.runtime) ?? begin(context);
  neighbours.set(context.runtime, all);
  await Promise.allSettled([all.elsewhere, all.withoutSettings]);
  return all;
}

/** A port that the brief does not name. */
export function otherPort({ port }: Pick<RuntimeContract, "port">): number {
  return port < 65_535 ? port + 1 : port - 1;
}

function begin(context: NeighbourContext): Neighbours {
  const { runtime } = context.brief;
  const elsewhere = context.runtime.beside({ name: "elsewhere", port: otherPort(runtime), ownDatabase: true });
  const far = elsewhere.then((beside) => whileDatabaseIsFar(context, beside));
  const slow = Promise.allSettled([far]).then(async () => whileTablesAreLocked(context, await elsewhere));
  const all = {
    elsewhere: elsewhere.then(({ boot }) => boot),
    far,
    slow,
    withoutSettings: startedWithoutSettings(context),
  };
  // Whoever asks for one hears of its failure.
  for (const each of Object.values(all)) each.catch(() => undefined);
  return all;
}
