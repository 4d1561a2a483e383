/** One miss in ten thousand runs is firm enough. */
const miss = 1e-4;

/**
 * How many rounds a race must be repeated so that a fault which shows in this part of the rounds is missed in no more than one of ten
 * thousand runs. `chance` is the least that `npm run bench:races` measured on the mutants of a check, with something taken off for
 * busier machines: a correct app passes any number of rounds.
 */
export function roundsFor(chance: number): number {
  return Math.ceil(Math.log(miss) / Math.log(1 - chance));
}
