import type { Rubric } from "./types.ts";

/** The rubric of a file that the published schema has validated; stretch criteria may be missing. */
export function rubricFrom(value: unknown): Rubric {
  const { criteria, stretch = [] } = value as { criteria: Rubric["criteria"]; stretch?: Rubric["stretch"] };
  return { criteria, stretch };
}
