import type { AnyCheck } from "../check.ts";
import afterGivingUp from "./after-giving-up.ts";
import concurrent from "./concurrent.ts";
import remove from "./delete.ts";
import distinct from "./distinct.ts";
import mismatch from "./mismatch.ts";
import missingKey from "./missing-key.ts";
import put from "./put.ts";
import replay from "./replay.ts";
import safeMethods from "./safe-methods.ts";
import survivesRestart from "./survives-restart.ts";

export const idempotencyChecks: readonly AnyCheck[] = [
  replay,
  mismatch,
  missingKey,
  distinct,
  concurrent,
  afterGivingUp,
  survivesRestart,
  safeMethods,
  put,
  remove,
];
