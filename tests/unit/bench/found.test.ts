import { expect, test } from "vitest";
import { foundBy } from "../../bench/contract/found.ts";
import { correct, mutant, run } from "./subjects.ts";

test("found is what a tool reports of the mutant and of no run on the implementation that it was made of", () => {
  const base = correct("strong", run("schemathesis", ["noise"]), run("schemathesis", ["rare noise"], { seed: 8 }));
  const found = (failures: readonly string[]) =>
    foundBy("schemathesis", mutant("m", "contract", run("schemathesis", failures)), [base]);
  expect(found(["noise", "rare noise", "bug"])).toEqual({ state: "found", by: ["bug"] });
  expect(found(["noise", "rare noise"])).toEqual({ state: "missed" });
  expect(found([])).toEqual({ state: "missed" });
});

test("the noise of another implementation or another tool excuses nothing", () => {
  const bases = [
    correct("strong", run("schemathesis", []), run("assay", ["noise"])),
    correct("other", run("schemathesis", ["noise"])),
  ];
  const subject = mutant("m", "contract", run("schemathesis", ["noise"]));
  expect(foundBy("schemathesis", subject, bases)).toEqual({ state: "found", by: ["noise"] });
});

test("without a run, or without one to compare with, nothing is claimed", () => {
  const subject = mutant("m", "contract", run("assay", ["a"]));
  expect(foundBy("thorough", subject, [])).toEqual({ state: "unknown", why: "was not run" });
  expect(foundBy("assay", subject, [correct("other", run("assay", []))])).toMatchObject({ state: "unknown" });
});

test("a run that could send nothing has missed nothing; one that was cut off counts with what it found", () => {
  const base = correct("strong", run("assay", []));
  const silent = mutant("m", "contract", run("assay", [], { requests: 0, trouble: "the app did not start" }));
  expect(foundBy("assay", silent, [base])).toEqual({ state: "unknown", why: "the app did not start" });
  const cut = mutant("m", "contract", run("assay", ["a"], { trouble: "cut off at 300 s" }));
  expect(foundBy("assay", cut, [base])).toEqual({ state: "found", by: ["a"] });
});
