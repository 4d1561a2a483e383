import type { Brief, Resource } from "../brief/types.ts";

/** The resource that probes make records of: the first that the brief names. */
export function mainResource(brief: Brief): Resource {
  const [first] = Object.values(brief.resources);
  if (first === undefined) throw new Error(`The brief ${brief.id} names no resource.`);
  return first;
}
