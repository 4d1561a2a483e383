import { expect, test } from "vitest";
import { choose } from "../../bench/contract/choose.ts";
import type { CheckId } from "../../../harness/types/outcome.ts";

const mutant = (name: string, ...caughtBy: CheckId[]) => ({
  ...{ brief: "orders", name, bug: `${name}.`, of: "strong", caughtBy, commits: undefined, patch: "diff" },
});

const mutants = [
  mutant("html-errors", "errors.media-type", "design.lint"),
  mutant("as-root", "operations.non-root"),
  mutant("keys-forgotten", "idempotency.survives-restart"),
  mutant("true-is-one", "validation.boolean-is-not-integer"),
];
const choice: Parameters<typeof choose>[2] = { brief: "orders", names: [], all: false, families: [], every: 1 };

test("what only source, build or a restart shows is left out and counted, unless asked for", () => {
  const { chosen, notVisible } = choose(mutants, ["strong"], choice);
  expect(chosen.map(({ name }) => name)).toEqual(["strong", "html-errors", "true-is-one"]);
  expect(notVisible).toBe(2);
  expect(choose(mutants, ["strong"], { ...choice, all: true })).toMatchObject({ notVisible: 0, chosen: { length: 5 } });
});

test("the implementation that a mutant is made of is always measured first, without a patch", () => {
  const { chosen } = choose(mutants, ["other"], { ...choice, names: ["true-is-one"] });
  expect(chosen).toMatchObject([
    { name: "other", bug: undefined, patch: "" },
    { name: "strong", bug: undefined, patch: "" },
    { name: "true-is-one", bug: "true-is-one.", families: ["validation"], patch: "diff" },
  ]);
});

test("a name that is no mutant's is refused", () => {
  expect(() => choose(mutants, ["strong"], { ...choice, names: ["nonesuch"] })).toThrow("no mutant nonesuch");
});

test("a sample is each nth mutant of the families that are asked for", () => {
  const named = (options: Partial<typeof choice>) =>
    choose(mutants, [], { ...choice, all: true, ...options }).chosen.flatMap(({ name, bug }) => (bug ? [name] : []));
  expect(named({ families: ["validation", "errors"] })).toEqual(["html-errors", "true-is-one"]);
  expect(named({ every: 2 })).toEqual(["html-errors", "keys-forgotten"]);
});
