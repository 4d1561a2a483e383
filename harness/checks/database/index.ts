import type { AnyCheck } from "../check.ts";
import constantQueries from "./constant-queries.ts";
import migratesFromEmpty from "./migrates-from-empty.ts";

export const databaseChecks: readonly AnyCheck[] = [migratesFromEmpty, constantQueries];
