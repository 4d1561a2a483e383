import type { Rubric } from "./types.ts";

/** The rubric of a file that the published schema has validated; stretch criteria and levels may be missing. */
export function rubricFrom(value: unknown): Rubric {
  const { criteria, stretch = [], levels = [] } = value as Partial<Rubric> & Pick<Rubric, "criteria">;
  return { criteria, stretch, levels };
}
