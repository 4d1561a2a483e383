import type { Brief, Robustness } from "../../brief/types.ts";

/** Why a check of this category does not apply; undefined where the brief asks for it. */
export function askedForRobustness(brief: Brief): string | undefined {
  return brief.robustness === undefined ? "The brief says nothing about what strangers send." : undefined;
}

export function robustnessOf(brief: Brief): Robustness {
  if (brief.robustness === undefined) throw new Error("not asked by this brief");
  return brief.robustness;
}
