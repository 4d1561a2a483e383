import type { Command } from "./command.ts";
import type { Run } from "./run-commands.ts";

export interface Shrunk {
  readonly run: Run;
  /** Whether a repetition, with other records, disagreed as well. */
  readonly isRepeatable: boolean;
}

type Again = (commands: readonly Command[]) => Promise<Run>;

/** Repetitions of what did not show again at once: with two processes that answer by turns, enough for most faults. */
const mostTries = 4;

/**
 * The shortest part of a run that still disagrees, as far as it is found in so many requests. What is kept in the memory of one of
 * several processes shows only now and then: where nothing could be left out, each part is tried several times.
 */
export async function shortest(found: Run, again: Again, mostRequests: number): Promise<Shrunk> {
  let left = mostRequests;
  const bounded: Again = async (commands) => {
    const run = await again(left < commands.length ? [] : commands);
    left -= run.requests;
    return run;
  };
  const patiently: Again = async (commands) => {
    let run = await bounded(commands);
    for (let tried = 1; tried < mostTries && run.disagreement === undefined; tried += 1) run = await bounded(commands);
    return run;
  };
  const once = await withoutParts(found, bounded);
  const best = once === found ? await withoutParts(found, patiently) : once;
  if (best !== found) return { run: best, isRepeatable: true };
  const repeated = await patiently(found.sent.map(({ command }) => command));
  return repeated.disagreement === undefined
    ? { run: found, isRepeatable: false }
    : { run: repeated, isRepeatable: true };
}

/**
 * Leaves out halves, then smaller pieces, then single commands, until none of them can go. What comes after the disagreement goes by
 * itself. The same run where all of it is needed.
 */
async function withoutParts(found: Run, again: Again): Promise<Run> {
  let best = found;
  let size = Math.ceil(found.sent.length / 2);
  while (size >= 1) {
    let isShorter = false;
    // From the end, and the last one stays: it is the one that disagrees.
    for (let end = best.sent.length - 1; end > 0; end = Math.min(end - size, best.sent.length - 1)) {
      const commands = best.sent.map(({ command }) => command);
      const run = await again([...commands.slice(0, Math.max(0, end - size)), ...commands.slice(end)]);
      if (run.disagreement === undefined) continue;
      best = run;
      isShorter = true;
    }
    if (size > 1) size = Math.floor(size / 2);
    else if (!isShorter) break;
  }
  return best;
}
