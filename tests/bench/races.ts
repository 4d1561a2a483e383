import { Console } from "node:console";
import { parseArgs } from "node:util";
import { checkUrl } from "../../harness/grade/check-url.ts";
import { temporaryFolder } from "../../harness/grade/temporary-folder.ts";
import type { CheckId, Outcome } from "../../harness/types/outcome.ts";
import { loadMutants } from "../mutants/load-mutants.ts";
import { makeBench } from "../mutants/make-bench.ts";
import { patchedCopy } from "../mutants/patched-copy.ts";
import { submissionFolder } from "../mutants/run-mutant.ts";
import { withApp } from "./contract/with-app.ts";

// npm run bench:races [-- mutant...]: how surely a race is seen. Each mutant that loses a race is started once, and the check that
// must catch it is asked with one seed after the other. A finding says in which round it was seen, so that the rounds tried give the chance of
// one round; from that follows how many rounds are needed for one miss in ten thousand runs.
//   --seeds N   20

const { log } = new Console(process.stdout);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: "string", default: "20" } },
});
const races: readonly CheckId[] = [
  "idempotency.concurrent",
  "concurrency.parallel-creates",
  "concurrency.transition-race",
  "concurrency.invariant-race",
  "concurrency.lost-update",
];
/** The chance of a miss that is firm enough: one in ten thousand. */
const miss = 1e-4;
const signal = new AbortController().signal;
await using folder = await temporaryFolder("races");

log("mutant                          check                          seen      chance of a round  rounds needed");
for (const brief of ["orders", "bookings", "stock"]) {
  const bench = await makeBench(brief);
  for (const mutant of await loadMutants(brief)) {
    const check = mutant.caughtBy.find((id) => races.includes(id));
    if (check === undefined || (positionals.length > 0 && !positionals.includes(mutant.name))) continue;
    await using copy = await patchedCopy({ ...mutant, submission: submissionFolder(brief, mutant.of) });
    await withApp(copy.path, bench, { seed: 1, signal }, async (app) => {
      const outcomes: Outcome[] = [];
      for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
        const { checks } = await checkUrl(folder.path, {
          ...{ brief: bench.brief, seed, signal, url: app.url, client: { credentials: app }, all: true },
          wanted: ({ id }) => id === check,
        });
        outcomes.push(...checks.map(({ outcome }) => outcome));
      }
      log(`${mutant.name.padEnd(32)}${check.padEnd(31)}${powerOf(outcomes)}`);
    });
  }
}

function powerOf(outcomes: readonly Outcome[]): string {
  const rounds = outcomes.map(roundOf);
  const seen = rounds.filter((round) => round !== undefined);
  const tried = seen.reduce((sum, round) => sum + round, 0);
  const chance = tried === 0 ? 0 : seen.length / tried;
  const needed = chance === 0 ? "-" : String(Math.max(1, Math.ceil(Math.log(miss) / Math.log(1 - chance))));
  return `${`${seen.length} of ${outcomes.length}`.padEnd(10)}${chance.toFixed(2).padEnd(19)}${needed}`;
}

/** The round in which the race was seen: 1 where the finding names none. Undefined where it was not seen. */
function roundOf(outcome: Outcome): number | undefined {
  if (outcome.verdict !== "failed") return undefined;
  const [, round = "1"] = /\(round (\d+)\)/.exec(outcome.findings.map(({ received }) => received).join()) ?? [];
  return Number(round);
}
