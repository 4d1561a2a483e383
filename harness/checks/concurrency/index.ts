import parallelCreates from "./parallel-creates.ts";
import transitionRace from "./transition-race.ts";

export const concurrencyChecks = [parallelCreates, transitionRace];
