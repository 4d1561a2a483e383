import { expect, test } from "vitest";
import { roundsFor } from "../../../harness/checks/rounds.ts";

test.each([0.1, 0.33, 0.5, 0.9])(
  "a race that shows in %d of its rounds is missed in at most one of 10,000 runs, and not a round is wasted",
  (chance) => {
    const missed = (rounds: number) => (1 - chance) ** rounds;
    expect(missed(roundsFor(chance))).toBeLessThanOrEqual(1e-4);
    expect(missed(roundsFor(chance) - 1)).toBeGreaterThan(1e-4);
  },
);
