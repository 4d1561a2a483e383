import type { AnyCheck } from "../check.ts";
import incremental from "./incremental.ts";

/** How the work grew: a bonus, never a deduction. */
export const historyChecks: readonly AnyCheck[] = [incremental];
