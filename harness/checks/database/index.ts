import type { AnyCheck } from "../check.ts";
import atomic from "./atomic.ts";
import boundedPool from "./bounded-pool.ts";
import boundedQueries from "./bounded-queries.ts";
import constantQueries from "./constant-queries.ts";
import constraints from "./constraints.ts";
import migratesFromEmpty from "./migrates-from-empty.ts";
import usesIndex from "./uses-index.ts";

export const databaseChecks: readonly AnyCheck[] = [
  migratesFromEmpty,
  constraints,
  atomic,
  constantQueries,
  boundedQueries,
  usesIndex,
  boundedPool,
];
