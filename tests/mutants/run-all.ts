import type { Mutant } from "./load-mutants.ts";
import { type Bench, type MutantResult, runMutant } from "./run-mutant.ts";

/** Mutants graded at the same time: most of a grade is waiting for containers. */
const atOnce = 3;

/** Grades all mutants, those whose check measures time alone at the end. `onResult` hears of each as it comes in. */
export async function runAll(
  mutants: readonly Mutant[],
  bench: Bench,
  onResult: (result: MutantResult) => void,
): Promise<void> {
  const queue = mutants.filter((mutant) => !measuresTime(mutant));
  const worker = async (): Promise<void> => {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      onResult(await runMutant(mutant, bench));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  for (const mutant of mutants.filter(measuresTime)) onResult(await runMutant(mutant, bench));
}

export function measuresTime({ caughtBy }: Mutant): boolean {
  return caughtBy.some((check) => check.startsWith("latency."));
}
