import type { AnyCheck } from "../check.ts";
import invariantRace from "./invariant-race.ts";
import lostUpdate from "./lost-update.ts";
import parallelCreates from "./parallel-creates.ts";
import poolRecovers from "./pool-recovers.ts";
import transitionRace from "./transition-race.ts";

export const concurrencyChecks: readonly AnyCheck[] = [
  poolRecovers,
  parallelCreates,
  transitionRace,
  invariantRace,
  lostUpdate,
];
