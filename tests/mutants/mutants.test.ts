import { beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "../../harness/checks/catalogue.ts";
import type { Scorecard } from "../../harness/types/scorecard.ts";
import { correctSubmissions } from "./correct-submissions.ts";
import { loadMutants, type Mutant } from "./load-mutants.ts";
import { makeBench } from "./make-bench.ts";
import { measuresTime } from "./run-all.ts";
import { type Bench, runCorrect, runFilledStarter, runMutant } from "./run-mutant.ts";

const brief = "orders";
const mutants = await loadMutants(brief);
let bench: Bench;
beforeAll(async () => {
  bench = await makeBench(brief);
});

async function isCaught(mutant: Mutant): Promise<void> {
  const { caught } = await runMutant(mutant, bench);
  expect(caught.filter((each) => !each.caught)).toEqual([]);
}

test("every check has a mutant that it must catch", () => {
  const proven = new Set(mutants.flatMap(({ caughtBy }) => caughtBy));
  expect(catalogue.map(({ id }) => id).filter((id) => !proven.has(id))).toEqual([]);
});

describe.concurrent("a mutant is caught", () => {
  test.each(mutants.filter((mutant) => !measuresTime(mutant)))("$name: $bug", isCaught);
});

describe("a mutant that is slow is caught", () => {
  test.each(mutants.filter(measuresTime))("$name: $bug", isCaught);
});

/** No check fails, everything was decided, and all points and stretch points are given. */
function isFullMarks({ checks, totals }: Scorecard): void {
  const notRight = checks.filter(({ outcome }) => outcome.verdict !== "passed" && outcome.verdict !== "not-applicable");
  expect(notRight).toEqual([]);
  expect(totals).toMatchObject({ points: 100, decided: 100, stretch: 2 });
}

describe("a correct implementation fails no check", () => {
  test.each(correctSubmissions)("%s", async (name) => {
    isFullMarks(await runCorrect(brief, name, bench));
  });
});

test("the starter repository, filled in with a correct implementation, gets full marks", async () => {
  isFullMarks(await runFilledStarter("strong-sqlalchemy", bench));
});
