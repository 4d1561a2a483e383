import type { Brief, Idempotency } from "../../brief/types.ts";

/** Why a check of this category does not apply; undefined where the brief asks for it. */
export function askedForIdempotency(brief: Brief): string | undefined {
  return brief.idempotency === undefined ? "The brief publishes no idempotency key." : undefined;
}

export function idempotencyOf(brief: Brief): Idempotency {
  if (brief.idempotency === undefined) throw new Error("not asked by this brief");
  return brief.idempotency;
}
