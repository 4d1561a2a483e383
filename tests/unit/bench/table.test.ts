import { expect, test } from "vitest";
import { markdownOf } from "../../bench/contract/table.ts";
import { comparisonsOf } from "../../bench/contract/totals.ts";
import type { Results } from "../../bench/contract/types.ts";
import { correct, mutant, run } from "./subjects.ts";

const noise = "GET /a | positive_data_acceptance | RejectedPositiveData | 422";
const bug = "POST /a | negative_data_rejection | AcceptedNegativeData | 201";

const results: Results = {
  brief: "orders",
  seed: 7,
  commands: { thorough: "schemathesis run --max-time=60" },
  machine: "2 cores",
  notVisible: 39,
  subjects: [
    correct("strong", run("contract", []), run("assay", []), run("thorough", [noise], { seconds: 60 })),
    mutant(
      "true-is-one",
      "validation",
      run("contract", ["validation.boolean"], { seconds: 4 }),
      run("assay", ["validation.boolean"]),
      run("thorough", [bug, noise], { seconds: 60 }),
    ),
    mutant("key-ignored", "idempotency", run("assay", ["idempotency.replay"]), run("thorough", [], { seconds: 40 })),
    mutant("not-yet", "contract", run("assay", ["contract.examples"])),
  ],
};

test("two tools are compared on the mutants that both have spoken on", () => {
  const [contract, everything] = comparisonsOf(results);
  expect(contract).toMatchObject({
    mutants: 2,
    totals: [
      { tool: "contract", found: 1, of: 1, seconds: 4, requests: 100, requestsPerSecond: 25 },
      { tool: "thorough", found: 1, of: 1, seconds: 60 },
    ],
  });
  expect(everything).toMatchObject({
    mutants: 3,
    totals: [
      { tool: "assay", found: 2, of: 2, seconds: 20 },
      { tool: "thorough", found: 1, of: 2, seconds: 100, requests: 200, requestsPerSecond: 2 },
    ],
  });
});

test("the page has the ratios, what was left out, the false reports, and each mutant in cells that hold", () => {
  const page = markdownOf(results);
  expect(page).toContain("| thorough | 1 of 2 | 100 | 200 | 2 | 0.50 | 5.00 | 0.20 |");
  expect(page).toContain("## everything over HTTP, assay and thorough: 2 of 3 mutants");
  expect(page).toContain("39 mutants");
  expect(page).toContain("| assay | strong | 1 | none |");
  expect(page).toContain(
    "| thorough | strong | 1 | 1: `GET /a · positive_data_acceptance · RejectedPositiveData · 422` |",
  );
  expect(page).toContain("found (60 s, 100): `POST /a · negative_data_rejection · AcceptedNegativeData · 201` |");
  expect(page).toContain(
    "| key-ignored | key-ignored. | idempotency | ? was not run | found (10 s, 100): `idempotency.replay` | missed (40 s, 100) |",
  );
  expect(page).toContain("? was not run |");
});
