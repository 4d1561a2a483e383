import type { AnyCheck } from "../check.ts";
import atomic from "./atomic.ts";
import boundedPool from "./bounded-pool.ts";
import boundedQueries from "./bounded-queries.ts";
import constantQueries from "./constant-queries.ts";
import constraints from "./constraints.ts";
import keepsData from "./keeps-data.ts";
import migratesByCommand from "./migrates-by-command.ts";
import migratesFromEmpty from "./migrates-from-empty.ts";
import noDrift from "./no-drift.ts";
import roundTrip from "./round-trip.ts";
import usesIndex from "./uses-index.ts";

export const databaseChecks: readonly AnyCheck[] = [
  migratesFromEmpty,
  migratesByCommand,
  roundTrip,
  keepsData,
  noDrift,
  constraints,
  atomic,
  constantQueries,
  boundedQueries,
  usesIndex,
  boundedPool,
];
