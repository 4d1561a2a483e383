import type { Brief } from "../brief/types.ts";
import { mainResource } from "./main-resource.ts";

/** More than the published examples take. */
const plenty = 100;

/** What to create a record with, so that an operation that takes something from it finds enough; nothing for any other. */
export function enoughToTake(brief: Brief, operation: string): Readonly<Record<string, number>> {
  const action = mainResource(brief).actions[operation];
  return action === undefined ? {} : { [action.from]: action.notBelow + plenty };
}
