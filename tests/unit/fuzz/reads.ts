import fc from "fast-check";
import { expect } from "vitest";
import { InputError } from "../../../harness/types/errors.ts";

/** Our own computing, so that a busy machine does not count: what grows with the square takes far longer. */
const usualSeconds = 2;

/** The same inputs each time, so that what fails here fails everywhere. `FUZZ_SEED` and `FUZZ_TIMES` look further. */
const seed = Number(process.env.FUZZ_SEED ?? 1);
const times = Number(process.env.FUZZ_TIMES ?? 1);

/** Every one of these inputs is read, or refused with an InputError that names the place, in little time. */
export async function readsAny<T>(
  inputs: fc.Arbitrary<T>,
  read: (input: T) => unknown,
  { numRuns, mostSeconds = usualSeconds }: { readonly numRuns: number; readonly mostSeconds?: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const begun = process.cpuUsage();
      try {
        await read(input);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        expect(error.message).not.toBe("");
        expect(error.where).not.toBe("");
      }
      const { user, system } = process.cpuUsage(begun);
      expect((user + system) / 1e6).toBeLessThan(mostSeconds);
    }),
    { numRuns: numRuns * times, seed, endOnFailure: false },
  );
}
