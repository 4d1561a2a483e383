import { beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "../../harness/checks/catalogue.ts";
import { loadCorpora } from "./corpus.ts";
import { isFullMarks, nothingFailed } from "./full-marks.ts";
import type { Mutant } from "./load-mutants.ts";
import { makeBench } from "./make-bench.ts";
import { measuresTime } from "./run-all.ts";
import { type Bench, runCorrect, runFilledStarter, runMutant } from "./run-mutant.ts";

const corpora = await loadCorpora();
const mutants = corpora.flatMap((corpus) => corpus.mutants);
const correct = corpora.flatMap(({ brief: { id }, correct: names }) => names.map((name) => ({ id, name })));
const benches = new Map<string, Bench>();
beforeAll(async () => {
  for (const { brief } of corpora) benches.set(brief.id, await makeBench(brief.id));
});

function benchOf(id: string): Bench {
  const bench = benches.get(id);
  if (bench === undefined) throw new Error(`There is no bench for ${id}.`);
  return bench;
}

async function isCaught(mutant: Mutant): Promise<void> {
  const { caught } = await runMutant(mutant, benchOf(mutant.brief));
  expect(caught.filter((each) => !each.caught)).toEqual([]);
}

test("every check has a mutant, of one brief or another, that it must catch", () => {
  const proven = new Set(mutants.flatMap(({ caughtBy }) => caughtBy));
  expect(catalogue.map(({ id }) => id).filter((id) => !proven.has(id))).toEqual([]);
});

describe.concurrent("a mutant is caught", () => {
  test.each(mutants.filter((mutant) => !measuresTime(mutant)))("$brief/$name: $bug", isCaught);
});

describe("a mutant that is slow is caught", () => {
  test.each(mutants.filter(measuresTime))("$brief/$name: $bug", isCaught);
});

describe("a correct implementation fails no check", () => {
  test.each(correct)("$id/$name", async ({ id, name }) => {
    const scorecard = await runCorrect(name, benchOf(id));
    nothingFailed(scorecard);
    isFullMarks(scorecard, benchOf(id).brief);
  });
});

describe("the starter repository, filled in with a correct implementation, loses no point", () => {
  test.each(corpora.map(({ brief: { id }, correct: [name = ""] }) => ({ id, name })))("$id", async ({ id, name }) => {
    const scorecard = await runFilledStarter(name, benchOf(id));
    nothingFailed(scorecard);
    expect(scorecard.totals.points).toBe(scorecard.totals.decided);
    expect(scorecard.totals.decided).toBeGreaterThan(75);
  });
});
