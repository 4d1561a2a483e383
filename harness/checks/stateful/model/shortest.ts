import type { Command } from "./command.ts";
import type { Run } from "./run-commands.ts";

export interface Shrunk {
  readonly run: Run;
  /** Whether a repetition, with other records, disagreed as well. */
  readonly isRepeatable: boolean;
}

/**
 * Looks for the shortest part of a run that still disagrees: leaves out halves, then smaller pieces, then single commands, until
 * nothing more can go, or so many requests were sent. What comes after the disagreement goes by itself.
 */
export async function shortest(
  found: Run,
  again: (commands: readonly Command[]) => Promise<Run>,
  mostRequests: number,
): Promise<Shrunk> {
  let best = found;
  let isRepeatable = false;
  let requests = 0;
  let size = Math.ceil(found.sent.length / 2);
  while (size >= 1) {
    let isShorter = false;
    // From the end: what is nearest to the disagreement, but for the step itself, is often only a look.
    for (let end = best.sent.length - 1; end > 0; end = Math.min(end - size, best.sent.length - 1)) {
      const commands = best.sent.map(({ command }) => command);
      const left = [...commands.slice(0, Math.max(0, end - size)), ...commands.slice(end)];
      if (left.length === commands.length || requests + left.length > mostRequests) continue;
      const run = await again(left);
      requests += run.requests;
      if (run.disagreement === undefined) continue;
      best = run;
      isRepeatable = true;
      isShorter = true;
    }
    if (size > 1) size = Math.floor(size / 2);
    else if (!isShorter) break;
  }
  if (isRepeatable) return { run: best, isRepeatable };
  const repeated = await again(best.sent.map(({ command }) => command));
  return repeated.disagreement === undefined ? { run: best, isRepeatable } : { run: repeated, isRepeatable: true };
}
