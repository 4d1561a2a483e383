import { Console } from "node:console";
import { parseArgs } from "node:util";
import { catalogue } from "../../harness/checks/catalogue.ts";
import type { Outcome } from "../../harness/types/outcome.ts";
import { type Corpus, loadCorpora } from "./corpus.ts";
import { makeBench } from "./make-bench.ts";
import { runAll } from "./run-all.ts";
import { type Bench, runCorrect } from "./run-mutant.ts";

// npm run mutants [-- [--brief id...] [name...]]: mutant x check, and the two rates. Without names also the correct implementations.

const { log } = new Console(process.stdout);
const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { brief: { type: "string", multiple: true } },
});
const corpora = (await loadCorpora(values.brief)).map((corpus) => ({
  ...corpus,
  mutants: corpus.mutants.filter(({ name }) => names.length === 0 || names.includes(name)),
}));
const isAll = names.length === 0;
let [caught, asked, falseFailures, verdicts] = [0, 0, 0, 0];
log(`${"mutant".padEnd(44)} ${"check".padEnd(34)} verdict`);
for (const corpus of corpora) {
  const bench = await makeBench(corpus.brief.id);
  await showMutants(corpus, bench);
  if (isAll) await showCorrect(corpus, bench);
}
const mutants = corpora.flatMap((corpus) => corpus.mutants);
if (isAll && values.brief === undefined) {
  const proven = new Set(mutants.flatMap(({ caughtBy }) => caughtBy));
  for (const { id } of catalogue) if (!proven.has(id)) log(row("(none)", id, "HAS NO MUTANT"));
}
log(`\ncaught: ${caught} of ${asked} (${mutants.length} mutants, ${catalogue.length} checks)`);
const implementations = corpora.flatMap(({ correct }) => correct).length;
if (isAll) {
  log(`false failures: ${falseFailures} of ${verdicts} verdicts on ${implementations} correct implementations`);
}
process.exitCode = caught === asked && falseFailures === 0 ? 0 : 1;

async function showMutants({ brief, mutants: its }: Corpus, bench: Bench): Promise<void> {
  await runAll(its, bench, ({ mutant, caught: results }) => {
    for (const result of results) {
      asked += 1;
      if (result.caught) caught += 1;
      const verdict = result.caught ? "caught" : `MISSED: ${said(result.outcome)}`;
      log(row(`${brief.id}/${mutant.name}`, result.check, verdict));
    }
  });
}

async function showCorrect({ brief, correct }: Corpus, bench: Bench): Promise<void> {
  for (const name of correct) {
    const { checks } = await runCorrect(name, bench);
    verdicts += checks.length;
    for (const { id, outcome } of checks) {
      if (outcome.verdict === "passed" || outcome.verdict === "not-applicable") continue;
      falseFailures += 1;
      log(row(`${brief.id}/${name}`, id, `FALSE: ${said(outcome)}`));
    }
  }
}

function row(mutant: string, check: string, verdict: string): string {
  return `${mutant.padEnd(44)} ${check.padEnd(34)} ${verdict}`;
}

function said(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "was not run";
  if (outcome.verdict === "failed") return `failed, ${outcome.findings[0]?.message ?? ""}`;
  return "reason" in outcome ? `${outcome.verdict}, ${outcome.reason}` : outcome.verdict;
}
