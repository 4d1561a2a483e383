import { authChecks } from "./auth/index.ts";
import type { AnyCheck } from "./check.ts";
import { concurrencyChecks } from "./concurrency/index.ts";
import { contractChecks } from "./contract/index.ts";
import { databaseChecks } from "./database/index.ts";
import { designChecks } from "./design/index.ts";
import { docsChecks } from "./docs/index.ts";
import { errorsChecks } from "./errors/index.ts";
import { filteringChecks } from "./filtering/index.ts";
import { historyChecks } from "./history/index.ts";
import { idempotencyChecks } from "./idempotency/index.ts";
import { latencyChecks } from "./latency/index.ts";
import { observabilityChecks } from "./observability/index.ts";
import { operationsChecks } from "./operations/index.ts";
import { paginationChecks } from "./pagination/index.ts";
import { robustnessChecks } from "./robustness/index.ts";
import { sortingChecks } from "./sorting/index.ts";
import { statefulChecks } from "./stateful/index.ts";
import { testsChecks } from "./tests/index.ts";
import { validationChecks } from "./validation/index.ts";

/** Every check there is, in the order in which reports show them. */
export const catalogue: readonly AnyCheck[] = [
  ...contractChecks,
  ...statefulChecks,
  ...validationChecks,
  ...errorsChecks,
  ...paginationChecks,
  ...filteringChecks,
  ...sortingChecks,
  ...idempotencyChecks,
  ...authChecks,
  ...concurrencyChecks,
  ...robustnessChecks,
  ...operationsChecks,
  ...databaseChecks,
  ...latencyChecks,
  ...observabilityChecks,
  ...designChecks,
  ...testsChecks,
  ...docsChecks,
  ...historyChecks,
];
