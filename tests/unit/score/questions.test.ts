import { expect, test } from "vitest";
import { questionsFrom } from "../../../harness/score/questions.ts";
import type { Finding, Outcome } from "../../../harness/types/outcome.ts";

const failed = (...findings: readonly Finding[]): Outcome => ({ verdict: "failed", share: 0, findings });
const ask = ({ message }: Finding) => `${message} Why?`;
const at = (line: number) => ({ path: "shop/orders.py", line });
const strength = (line: number) => ({ text: `Strength ${line}`, place: at(line) });

test("a check that failed asks once, about its first finding with a place", () => {
  const outcome = failed(
    { message: "Overall." },
    { message: "Here.", place: at(3) },
    { message: "There.", place: at(9) },
  );
  expect(questionsFrom([{ id: "design.complexity", outcome, ask }], [])).toEqual([
    { text: "Here. Why?", place: at(3), check: "design.complexity" },
  ]);
});

test("a check that has nothing to ask about a finding asks nothing, nor does one that passed", () => {
  const outcome = failed({ message: "Here.", place: at(3) });
  const silent = { id: "design.lint", outcome, ask: () => undefined } as const;
  const passed = { id: "design.complexity", outcome: { verdict: "passed" }, ask } as const;
  expect(questionsFrom([silent, passed], [])).toEqual([]);
});

test("a place is asked about once, and findings come before strengths", () => {
  const outcome = failed({ message: "Here.", place: at(3) });
  const questions = questionsFrom([{ id: "design.complexity", outcome, ask }], [strength(3), strength(4)]);
  expect(questions.map(({ text }) => text)).toEqual(["Here. Why?", "Strength 4"]);
});

test("there are eight at most, half of them about findings where strengths fill the rest", () => {
  const asking = [1, 2, 3, 4, 5, 6].map(
    (line) => ({ id: `design.rule-${line}`, outcome: failed({ message: `${line}`, place: at(line) }), ask }) as const,
  );
  const strengths = [11, 12, 13, 14, 15, 16].map(strength);
  const places = questionsFrom(asking, strengths).map(({ place }) => place.line);
  expect(places).toEqual([1, 2, 3, 4, 11, 12, 13, 14]);
});
