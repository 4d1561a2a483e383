import type { CheckId } from "../../../types/outcome.ts";
import type { Run } from "./run-commands.ts";

/** Checks that send several requests of their kind to one record, one after the other. */
const walkThrough: readonly CheckId[] = ["stateful.transitions", "stateful.actions", "stateful.delete"];
/** Checks of changes that look at the list afterwards. */
const lookAtTheList: readonly CheckId[] = ["stateful.delete", "idempotency.replay"];

/**
 * The check that examines by itself what a story shows: one request to new records, or changes of one kind and a look at their
 * record. Such a fault is that check's to name. Undefined where it takes several requests that have to do with each other.
 */
export function namedElsewhere({ sent, disagreement }: Pick<Run, "sent" | "disagreement">): CheckId | undefined {
  const commands = sent.map(({ command }) => command);
  const firstOther = commands.findIndex(({ effect }) => effect !== "creates");
  if (firstOther < 0) {
    // That two exclude each other is examined, not what comes after a third.
    if (commands.length > 2) return undefined;
    return commands.length === 2 ? "stateful.exclusive" : "stateful.create-then-read";
  }
  const [one, ...others] = commands.slice(firstOther);
  if (one === undefined || others.length === 0) return one?.examinedBy;
  const last = others.at(-1);
  const isLook = last?.effect === "looks-at-record" || last?.effect === "looks-at-list";
  const changes = isLook ? [one, ...others.slice(0, -1)] : [one, ...others];
  const isOneKind = changes.every(({ effect, examinedBy }) => effect === "changes" && examinedBy === one.examinedBy);
  const isSeen = last?.effect !== "looks-at-list" || lookAtTheList.includes(one.examinedBy);
  if (isOneKind && isSeen && (changes.length === 1 || walkThrough.includes(one.examinedBy))) return one.examinedBy;
  // That a new record is refused what was set free.
  if (others.length > 1 || last?.effect !== "creates" || disagreement?.in !== "status") return undefined;
  if (one.examinedBy === "stateful.delete") return "stateful.delete";
  return one.examinedBy === "stateful.transitions" ? "stateful.overlap" : undefined;
}
