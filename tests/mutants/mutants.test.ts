import { beforeAll, describe, expect, test } from "vitest";
import type { Brief } from "../../harness/brief/types.ts";
import { catalogue } from "../../harness/checks/catalogue.ts";
import type { Scorecard } from "../../harness/types/scorecard.ts";
import { loadCorpora } from "./corpus.ts";
import type { Mutant } from "./load-mutants.ts";
import { makeBench } from "./make-bench.ts";
import { measuresTime } from "./run-all.ts";
import { type Bench, runCorrect, runFilledStarter, runMutant } from "./run-mutant.ts";

const corpora = await loadCorpora();
const mutants = corpora.flatMap(({ brief, mutants: its }) =>
  its.map((mutant) => ({ mutant, brief, what: `${brief.id}/${mutant.name}: ${mutant.bug}` })),
);
const correct = corpora.flatMap(({ brief, correct: names }) => names.map((name) => ({ name, brief, id: brief.id })));
let bench: Bench;
beforeAll(async () => {
  bench = await makeBench();
});

async function isCaught({ mutant, brief }: { readonly mutant: Mutant; readonly brief: Brief }): Promise<void> {
  const { caught } = await runMutant(mutant, brief, bench);
  expect(caught.filter((each) => !each.caught)).toEqual([]);
}

test("every check has a mutant, of one brief or another, that it must catch", () => {
  const proven = new Set(mutants.flatMap(({ mutant }) => mutant.caughtBy));
  expect(catalogue.map(({ id }) => id).filter((id) => !proven.has(id))).toEqual([]);
});

describe.concurrent("a mutant is caught", () => {
  test.each(mutants.filter(({ mutant }) => !measuresTime(mutant)))("$what", isCaught);
});

describe("a mutant that is slow is caught", () => {
  test.each(mutants.filter(({ mutant }) => measuresTime(mutant)))("$what", isCaught);
});

/** No check fails, everything was decided, and all points are given, those for a bonus too. */
function isFullMarks({ checks, totals }: Scorecard, { rubric }: Brief): void {
  const notRight = checks.filter(({ outcome }) => outcome.verdict !== "passed" && outcome.verdict !== "not-applicable");
  expect(notRight).toEqual([]);
  const stretch = rubric.stretch.reduce((total, { points }) => total + points, 0);
  expect(totals).toMatchObject({ points: 100, decided: 100, stretch });
}

describe("a correct implementation fails no check", () => {
  test.each(correct)("$id/$name", async ({ name, brief }) => {
    isFullMarks(await runCorrect(name, brief, bench), brief);
  });
});

describe("the starter repository, filled in with a correct implementation, gets full marks", () => {
  test.each(corpora.map(({ brief, correct: [name = ""] }) => ({ name, brief, id: brief.id })))(
    "$id",
    async ({ name, brief }) => {
      isFullMarks(await runFilledStarter(name, brief, bench), brief);
    },
  );
});
