import type { Brief, Resource } from "../brief/types.ts";
import { NotAsked } from "./check.ts";

/** The resource that probes make records of: the first that the brief names. Throws NotAsked where it names none. */
export function mainResource(brief: Brief): Resource {
  const first = publishedResource(brief);
  if (first === undefined) throw new NotAsked("Nothing is published about what the app keeps.");
  return first;
}

/** The same, or undefined where the brief names none: an app of which only an OpenAPI document is known. */
export function publishedResource({ resources }: Brief): Resource | undefined {
  return Object.values(resources)[0];
}
