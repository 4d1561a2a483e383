import mismatch from "./mismatch.ts";
import replay from "./replay.ts";

export const idempotencyChecks = [replay, mismatch];
