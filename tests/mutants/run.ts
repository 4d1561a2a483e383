import { Console } from "node:console";
import { catalogue } from "../../harness/checks/catalogue.ts";
import type { Outcome } from "../../harness/types/outcome.ts";
import { correctSubmissions } from "./correct-submissions.ts";
import { loadMutants } from "./load-mutants.ts";
import { makeBench } from "./make-bench.ts";
import { runAll } from "./run-all.ts";
import { runCorrect } from "./run-mutant.ts";

// npm run mutants [-- name...]: mutant x check, and the two rates.

const { log } = new Console(process.stdout);
const brief = "orders";
const names = process.argv.slice(2);
const mutants = (await loadMutants(brief)).filter(({ name }) => names.length === 0 || names.includes(name));
const bench = await makeBench(brief);
let [caught, asked] = [0, 0];
log(`${"mutant".padEnd(34)} ${"check".padEnd(34)} verdict`);
await runAll(mutants, bench, ({ mutant, caught: results }) => {
  for (const result of results) {
    asked += 1;
    if (result.caught) caught += 1;
    const verdict = result.caught ? "caught" : `MISSED: ${said(result.outcome)}`;
    log(`${mutant.name.padEnd(34)} ${result.check.padEnd(34)} ${verdict}`);
  }
});

let [falseFailures, verdicts] = [0, 0];
if (names.length === 0) {
  for (const name of correctSubmissions) {
    const { checks } = await runCorrect(brief, name, bench);
    verdicts += checks.length;
    for (const { id, outcome } of checks) {
      if (outcome.verdict === "passed" || outcome.verdict === "not-applicable") continue;
      falseFailures += 1;
      log(`${name.padEnd(34)} ${id.padEnd(34)} FALSE: ${said(outcome)}`);
    }
  }
  const proven = new Set(mutants.flatMap(({ caughtBy }) => caughtBy));
  for (const { id } of catalogue) if (!proven.has(id)) log(`${"(none)".padEnd(34)} ${id.padEnd(34)} HAS NO MUTANT`);
}
log(`\ncaught: ${caught} of ${asked} (${mutants.length} mutants, ${catalogue.length} checks)`);
if (names.length === 0) {
  log(
    `false failures: ${falseFailures} of ${verdicts} verdicts on ${correctSubmissions.length} correct implementations`,
  );
}
process.exitCode = caught === asked && falseFailures === 0 ? 0 : 1;

function said(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "was not run";
  if (outcome.verdict === "failed") return `failed, ${outcome.findings[0]?.message ?? ""}`;
  return "reason" in outcome ? `${outcome.verdict}, ${outcome.reason}` : outcome.verdict;
}
