import type { Brief, Observability } from "../../brief/types.ts";

/** Why a check of this category does not apply; undefined where the brief asks for it. */
export function askedForObservability(brief: Brief): string | undefined {
  return brief.observability === undefined ? "The brief asks for no particular log." : undefined;
}

export function observabilityOf(brief: Brief): Observability {
  if (brief.observability === undefined) throw new Error("not asked by this brief");
  return brief.observability;
}
