import type { CodeMutant } from "../../submission/mutation/types.ts";
import type { WhoRuns } from "./who-runs.ts";

/** A mutant that waits for its turn. */
export interface Queued {
  readonly mutant: CodeMutant;
  /** Its place in the plan. */
  readonly index: number;
  /** The tests that run its line; none where all of them have to be asked. */
  readonly tests: readonly string[];
}

/** Tests that are asked by name at most; the whole suite is run instead. */
const mostNamed = 500;

/**
 * The order in which mutants are tried. Of the first `fewest`, which are tried whatever they say, those that most tests have to be asked
 * about come first: what is long and begins late is what a measurement has to wait for. Which ones the others are is left to chance.
 */
export function queueOf(mutants: readonly CodeMutant[], fewest: number, whoRuns: WhoRuns): Queued[] {
  const queue = mutants.map((mutant, index): Queued => ({ mutant, index, tests: testsOf(mutant, whoRuns) }));
  const many = ({ tests }: Queued): number => tests.length || mostNamed + 1;
  return [...queue.slice(0, fewest).sort((a, b) => many(b) - many(a)), ...queue.slice(fewest)];
}

function testsOf({ path, line }: CodeMutant, whoRuns: WhoRuns): readonly string[] {
  const tests = whoRuns(path, line) ?? [];
  return tests.length <= mostNamed ? tests : [];
}
