import { Console } from "node:console";
import fc from "fast-check";
import type { Command } from "../../harness/checks/stateful/model/command.ts";
import { planner } from "../../harness/checks/stateful/model/plan-commands.ts";
import { type Run, runCommands } from "../../harness/checks/stateful/model/run-commands.ts";
import { shortest } from "../../harness/checks/stateful/model/shortest.ts";
import { probeContexts } from "../../harness/grade/running-stages.ts";
import { createClient } from "../../harness/http/client.ts";
import { seededRandom } from "../../harness/types/random.ts";
import { loadMutants } from "../mutants/load-mutants.ts";
import { makeBench } from "../mutants/make-bench.ts";
import { patchedCopy } from "../mutants/patched-copy.ts";
import { submissionFolder } from "../mutants/run-mutant.ts";
import { withApp } from "./contract/with-app.ts";

// npm run bench:shrinking [-- seeds]: each mutant that only a sequence of requests shows is asked with random sequences until it disagrees
// with the model. The same sequence is then made as short as it goes, by stateful.model's own search and by fast-check's, with the same
// budget of requests. What counts is the requests sent, and how many steps are left to read.

const { log } = new Console(process.stdout);
const seeds = Number(process.argv[2] ?? 5);
const commandsPerRun = 24;
const mostSequences = 50;
const mostRequests = 300;
const signal = new AbortController().signal;

type Again = (commands: readonly Command[]) => Promise<Run>;

log(
  "mutant                             steps   assay: left, requests   fast-check: left, requests   (sums over all seeds)",
);
for (const brief of ["orders", "bookings", "stock"]) {
  const bench = await makeBench(brief);
  for (const mutant of await loadMutants(brief)) {
    if (!mutant.caughtBy.includes("stateful.model")) continue;
    await using copy = await patchedCopy({ ...mutant, submission: submissionFolder(brief, mutant.of) });
    await withApp(copy.path, bench, { seed: 1, signal }, async ({ url: baseUrl, ...credentials }) => {
      const { api: document } = bench.brief;
      await using api = createClient({ baseUrl, api: document, random: seededRandom(1, "client"), credentials });
      const sums = { steps: 0, ours: { left: 0, requests: 0 }, theirs: { left: 0, requests: 0 } };
      for (let seed = 1; seed <= seeds; seed += 1) {
        const context = probeContexts({ seed }, bench.brief, api, undefined, `s${seed}`)({ id: "stateful.model" });
        const again: Again = (commands) => runCommands(context, commands);
        const found = await firstDisagreement(planner(context), again);
        if (found === undefined) throw new Error(`${mutant.name} was not seen with seed ${seed}.`);
        sums.steps += found.sent.length;
        add(sums.ours, await counted(again, async (run) => (await shortest(found, run, mostRequests)).run));
        add(sums.theirs, await counted(again, (run) => byFastCheck(found, run)));
      }
      const { steps, ours, theirs } = sums;
      const pair = ({ left, requests }: typeof ours) => `${left}, ${requests}`;
      log(`${mutant.name.padEnd(35)}${String(steps).padEnd(8)}${pair(ours).padEnd(24)}${pair(theirs)}`);
    });
  }
}

async function firstDisagreement(plan: (count: number) => readonly Command[], again: Again): Promise<Run | undefined> {
  for (let sequence = 0; sequence < mostSequences; sequence += 1) {
    const run = await again(plan(commandsPerRun));
    if (run.disagreement !== undefined) return run;
  }
  return undefined;
}

/** What a search leaves, and the requests that it sent. */
async function counted(again: Again, search: (again: Again) => Promise<Run>) {
  let requests = 0;
  const { sent } = await search(async (commands) => {
    const run = await again(commands);
    requests += run.requests;
    return run;
  });
  return { left: sent.length, requests };
}

async function byFastCheck(found: Run, again: Again): Promise<Run> {
  let [best, requests] = [found, 0];
  const all = found.sent.map(({ command }) => command);
  const agrees = async (part: readonly Command[]): Promise<boolean> => {
    if (requests + part.length > mostRequests) return true;
    const run = await again(part);
    requests += run.requests;
    if (run.disagreement === undefined) return true;
    best = run;
    return false;
  };
  await fc.check(fc.asyncProperty(fc.subarray(all, { minLength: 1 }), agrees), { examples: [[all]], numRuns: 1 });
  return best;
}

function add(sum: { left: number; requests: number }, { left, requests }: { left: number; requests: number }): void {
  sum.left += left;
  sum.requests += requests;
}
