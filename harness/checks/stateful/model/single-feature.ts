import type { CheckId } from "../../../types/outcome.ts";
import type { Sent } from "./run-commands.ts";

/**
 * The check that examines by itself what a story shows: one request to new records, or one change and a look at its record. Such a
 * fault is that check's to name. Undefined where it takes several requests that have to do with each other.
 */
export function namedElsewhere(story: readonly Sent[]): CheckId | undefined {
  const firstOther = story.findIndex(({ command }) => command.effect !== "creates");
  if (firstOther < 0) {
    const [, second, third] = story;
    if (third !== undefined) return undefined;
    return second === undefined ? "stateful.create-then-read" : "stateful.exclusive";
  }
  const [one, other, ...more] = story.slice(firstOther).map(({ command }) => command);
  if (one === undefined || more.length > 0) return undefined;
  if (other === undefined) return one.examinedBy;
  // Of the checks of single changes, only that of the delete looks at the list afterwards.
  const isLookedAt =
    other.effect === "looks-at-record" || (other.effect === "looks-at-list" && one.examinedBy === "stateful.delete");
  return one.effect === "changes" && isLookedAt ? one.examinedBy : undefined;
}
