import type { AnyCheck } from "../check.ts";
import invariantRace from "./invariant-race.ts";
import lostUpdate from "./lost-update.ts";
import parallelCreates from "./parallel-creates.ts";
import transitionRace from "./transition-race.ts";

export const concurrencyChecks: readonly AnyCheck[] = [parallelCreates, transitionRace, invariantRace, lostUpdate];
