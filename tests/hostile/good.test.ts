import { expect, test } from "vitest";
import { makeBench } from "../mutants/make-bench.ts";
import { runCorrect } from "../mutants/run-mutant.ts";

test("on an engine that attacks have been graded on, a correct submission gets all its points", async () => {
  const { totals, checks } = await runCorrect("strong-sqlalchemy", await makeBench("orders"));
  expect(checks.filter(({ outcome }) => !["passed", "not-applicable"].includes(outcome.verdict))).toEqual([]);
  expect(totals).toMatchObject({ points: 100, decided: 100 });
}, 300_000);
