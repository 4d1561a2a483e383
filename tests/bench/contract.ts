import { Console } from "node:console";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { explain, say } from "../../harness/commands/say.ts";
import { interruptSignal } from "../../harness/commands/interrupts.ts";
import { InputError, Interrupted } from "../../harness/types/errors.ts";
import { correctSubmissions } from "../mutants/correct-submissions.ts";
import { loadMutants } from "../mutants/load-mutants.ts";
import { makeBench } from "../mutants/make-bench.ts";
import { choose } from "./contract/choose.ts";
import { isCorrect } from "./contract/found.ts";
import { installSchemathesis } from "./contract/install-schemathesis.ts";
import { measure } from "./contract/measure.ts";
import { type Bounds, optionsOf, schemathesisVersion } from "./contract/schemathesis.ts";
import { loadResults, saveResults, withRun } from "./contract/store.ts";
import { headOf, lineOf } from "./contract/table.ts";
import { contractFamilies, type Results, type Tool, tools } from "./contract/types.ts";

// npm run bench:contract [-- mutant...]: assay and Schemathesis against the same running app, on the correct implementations and on
// every mutant. What is measured is kept in .assay/bench/ after each run.
//   --brief NAME          orders
//   --only TOOL           contract (assay, these families only), assay (all that it does over HTTP), schemathesis (its defaults) or
//                         thorough (everything on); may be repeated. Keeps what is stored of others
//   --resume              what is stored is not measured again
//   --family NAME         mutants of this family (validation, pagination, ...) only; may be repeated
//   --every N             each Nth of them, where all take too long
//   --all                 also mutants that no client can see over HTTP
//   --seed N              7; correct implementations are also measured with the two seeds that follow
//   --cap SECONDS         300: no run may take longer
//   --thorough SECONDS    60: what thorough spends

const { log } = new Console(process.stdout);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    brief: { type: "string", default: "orders" },
    only: { type: "string", multiple: true, default: [] },
    resume: { type: "boolean", default: false },
    family: { type: "string", multiple: true, default: [] },
    every: { type: "string", default: "1" },
    all: { type: "boolean", default: false },
    seed: { type: "string", default: "7" },
    cap: { type: "string", default: "300" },
    thorough: { type: "string", default: "60" },
  },
});

const seed = Number(values.seed);
const bounds: Bounds = { capSeconds: Number(values.cap), thoroughSeconds: Number(values.thorough) };
const usage =
  "Whole numbers for --seed, --cap, --thorough and --every; --only contract, assay, schemathesis or thorough.";
const compared = tools.filter((tool) => values.only.length === 0 || values.only.includes(tool));
const signal = interruptSignal();
try {
  process.exitCode = await compare();
} catch (error) {
  process.exitCode = explain(error, false);
}

async function compare(): Promise<number> {
  const numbers = [values.seed, values.cap, values.thorough, values.every];
  const unknown = values.only.filter((name) => !tools.some((tool) => tool === name));
  if (unknown.length > 0 || !numbers.every((each) => /^[1-9]\d*$/.test(each))) {
    throw new InputError("These options can't be used.", { where: process.argv.slice(2).join(" "), expected: usage });
  }
  const mutants = await loadMutants(values.brief);
  const { chosen, notVisible } = choose(mutants, await correctSubmissions(values.brief), {
    ...{ brief: values.brief, all: values.all, families: values.family },
    ...{ every: Number(values.every), names: positionals },
  });
  const bench = await makeBench(values.brief);
  const binary = compared.some((tool) => tool === "schemathesis" || tool === "thorough")
    ? await installSchemathesis(say)
    : "";
  const kept = values.resume || values.only.length > 0 ? await loadResults(values.brief) : undefined;
  if (values.resume) mustBeAlike(kept);
  let results: Results = {
    ...{ brief: values.brief, seed, machine: machine(), notVisible },
    commands: { ...kept?.commands, ...commands() },
    subjects: kept?.subjects ?? [],
  };
  let page = "";
  log(headOf(compared));
  for (const subject of chosen) {
    for (const [tool, ofSeed] of plan(subject.bug === undefined)) {
      if (values.resume && isMeasured(results, subject.name, tool, ofSeed)) continue;
      const run = await measure(subject, tool, ofSeed, { bench, binary, bounds, signal });
      if (signal.aborted) throw new Interrupted("Interrupted.");
      const { name, of, bug, families } = subject;
      results = withRun(results, { name, of, bug, families }, run);
      page = await saveResults(results);
    }
    const measured = results.subjects.find(({ name }) => name === subject.name);
    if (measured !== undefined) log(lineOf(measured, results, compared));
  }
  page ||= await saveResults(results);
  log(`\n${results.subjects.filter((each) => !isCorrect(each)).length} mutants measured. All of it: ${page}`);
  return 0;
}

/** What a correct implementation is reported for may depend on chance: there it is three seeds, and all they say is known. */
function plan(correct: boolean): readonly (readonly [Tool, number])[] {
  const seeds = correct ? [seed, seed + 1, seed + 2] : [seed];
  return compared.flatMap((tool) => seeds.map((each) => [tool, each] as const));
}

function isMeasured(results: Results, name: string, tool: Tool, ofSeed: number): boolean {
  const runs = results.subjects.find((subject) => subject.name === name)?.runs ?? [];
  return runs.some((run) => run.tool === tool && run.seed === ofSeed);
}

/** Runs with other options can't be carried on with. */
function mustBeAlike(kept: Results | undefined): void {
  for (const [tool, line] of Object.entries(commands())) {
    const found = kept?.commands[tool];
    if (found === undefined || found === line) continue;
    throw new InputError("What is stored was measured with other options.", {
      where: "--resume",
      found,
      expected: line,
    });
  }
}

function commands(): Results["commands"] {
  const given = `schemathesis (${schemathesisVersion}) run openapi.yaml --url=URL --auth=USER:PASSWORD --seed=${seed}`;
  const lineOfTool = (tool: Tool): string => {
    if (tool === "assay") return `assay check --url URL --all --seed=${seed}`;
    if (tool === "contract") return `assay check --url URL --all --only ${contractFamilies.join(" ")} --seed=${seed}`;
    const hook = tool === "thorough" ? ["SCHEMATHESIS_HOOKS=fresh_header.py"] : [];
    return [...hook, given, ...optionsOf(tool, bounds)].join(" ");
  };
  return Object.fromEntries(compared.map((tool) => [tool, lineOfTool(tool)]));
}

function machine(): string {
  const all = cpus();
  return `${all.length} cores (${all[0]?.model.trim() ?? "unknown"}), Node ${process.versions.node}`;
}
