import type { Command } from "./command.ts";
import { read } from "./commands/read.ts";
import type { Run } from "./run-commands.ts";

/**
 * The same story with plain reads of its records in the place of its last request: where those disagree as well, what went wrong had
 * happened before, and the last request only showed it.
 */
export function seenByReading({ sent }: Run): readonly Command[] {
  const commands = sent.slice(0, -1).map(({ command }) => command);
  const records = new Set(commands.flatMap(({ about }) => about ?? []));
  return [...commands, ...[...records].map(read)];
}
