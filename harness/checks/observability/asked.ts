import type { Brief } from "../../brief/types.ts";

/** Why a check of this category does not apply; undefined where the brief asks for it. */
export function askedForObservability(brief: Brief): string | undefined {
  return brief.observability === undefined ? "The brief asks for no particular log." : undefined;
}
