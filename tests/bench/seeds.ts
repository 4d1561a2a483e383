import { Console } from "node:console";
import { parseArgs } from "node:util";
import { onlyChecks } from "../../harness/checks/only.ts";
import { interruptSignal } from "../../harness/commands/interrupts.ts";
import { checkUrl } from "../../harness/grade/check-url.ts";
import { temporaryFolder } from "../../harness/grade/temporary-folder.ts";
import { correctSubmissions } from "../mutants/correct-submissions.ts";
import { makeBench } from "../mutants/make-bench.ts";
import { submissionFolder } from "../mutants/run-mutant.ts";
import { withApp } from "./contract/with-app.ts";

// npm run bench:seeds: every correct implementation, asked over HTTP with many seeds one after the other. Nothing may fail, whatever
// chance makes of the requests.
//   --brief NAME          orders, bookings or stock; may be repeated; default all three
//   --seeds N             20
//   --only NAME           a check or a family; may be repeated; default all that HTTP shows

const { log } = new Console(process.stdout);
const { values } = parseArgs({
  options: {
    brief: { type: "string", multiple: true, default: ["orders", "bookings", "stock"] },
    seeds: { type: "string", default: "20" },
    only: { type: "string", multiple: true, default: [] },
  },
});
const wanted = values.only.length === 0 ? undefined : onlyChecks(values.only);
const signal = interruptSignal();
await using folder = await temporaryFolder("seeds");

log("implementation                 runs  seconds (median)  failed and undecided checks");
for (const name of values.brief) {
  const bench = await makeBench(name);
  for (const submission of await correctSubmissions(name)) {
    await withApp(submissionFolder(name, submission), bench, { seed: 1, signal }, async (app) => {
      const seconds: number[] = [];
      const faults: string[] = [];
      for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
        const started = performance.now();
        const { checks } = await checkUrl(folder.path, {
          ...{ brief: bench.brief, seed, signal, url: app.url, client: { credentials: app }, all: true },
          wanted: ({ id }) => wanted === undefined || wanted.has(id),
        });
        seconds.push((performance.now() - started) / 1000);
        for (const { id, outcome } of checks) {
          if (outcome.verdict === "failed") faults.push(`seed ${seed}: ${id}: ${outcome.findings[0]?.message}`);
          if (outcome.verdict === "inconclusive") faults.push(`seed ${seed}: ${id} undecided: ${outcome.reason}`);
        }
      }
      const middle = seconds.sort((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? Number.NaN;
      log(
        `${`${name}/${submission}`.padEnd(31)}${String(seconds.length).padEnd(6)}${middle.toFixed(1).padEnd(18)}${faults.length}`,
      );
      for (const fault of faults) log(`  ${fault}`);
    });
  }
}
