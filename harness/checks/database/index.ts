import type { AnyCheck } from "../check.ts";
import boundedPool from "./bounded-pool.ts";
import constantQueries from "./constant-queries.ts";
import migratesFromEmpty from "./migrates-from-empty.ts";
import usesIndex from "./uses-index.ts";

export const databaseChecks: readonly AnyCheck[] = [migratesFromEmpty, constantQueries, usesIndex, boundedPool];
