import { expect, test } from "vitest";
import { markdownOf } from "../../bench/contract/table.ts";
import { groupsOf, totalsOf } from "../../bench/contract/totals.ts";
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
    correct("strong", run("assay", []), run("thorough", [noise], { seconds: 60 })),
    mutant(
      "true-is-one",
      "validation",
      run("assay", ["validation.boolean"]),
      run("thorough", [bug, noise], { seconds: 60 }),
    ),
    mutant("key-ignored", "idempotency", run("assay", ["idempotency.replay"]), run("thorough", [], { seconds: 40 })),
    mutant("not-yet", "contract", run("assay", ["contract.examples"])),
  ],
};

test("a group's totals hold only mutants on which every tool has spoken", () => {
  const [contract, everything] = groupsOf(results).map((group) =>
    totalsOf(group, results.subjects.slice(0, 1), ["assay", "thorough"]),
  );
  expect(contract).toMatchObject([
    { tool: "assay", found: 1, of: 1, seconds: 10, requests: 100, requestsPerSecond: 10 },
    { tool: "thorough", found: 1, of: 1, seconds: 60 },
  ]);
  expect(everything).toMatchObject([
    { tool: "assay", found: 2, of: 2, seconds: 20 },
    { tool: "thorough", found: 1, of: 2, seconds: 100, requests: 200, requestsPerSecond: 2 },
  ]);
});

test("the page has the ratios, what was left out, the false reports, and each mutant in cells that hold", () => {
  const page = markdownOf(results);
  expect(page).toContain("| thorough | 1 of 2 | 100 | 200 | 2 | 0.50 | 5.00 | 0.20 |");
  expect(page).toContain("39 mutants");
  expect(page).toContain("| assay | strong | 1 | none |");
  expect(page).toContain(
    "| thorough | strong | 1 | 1: `GET /a · positive_data_acceptance · RejectedPositiveData · 422` |",
  );
  expect(page).toContain("found (60 s, 100): `POST /a · negative_data_rejection · AcceptedNegativeData · 201` |");
  expect(page).toContain(
    "| key-ignored | key-ignored. | idempotency | found (10 s, 100): `idempotency.replay` | missed (40 s, 100) |",
  );
  expect(page).toContain("? was not run |");
});
