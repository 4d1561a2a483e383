import type { CodeMutant } from "../../submission/mutation/types.ts";
import type { MutationReport, TriedMutant } from "../../types/runtime.ts";
import { exec } from "../container/exec.ts";
import type { Sandbox } from "../open-sandbox.ts";
import type { VolumeFile } from "../service/filled-volume.ts";
import { copiesOf } from "./copies.ts";
import { ownFile, type TestSetup } from "./test-setup.ts";
import type { WhoRuns } from "./who-runs.ts";

/** What is tried, in which time. */
export interface MutationPlan {
  readonly mutants: readonly CodeMutant[];
  /** Tests that did not pass without any change: they are left out. */
  readonly deselected: readonly string[];
  readonly whoRuns: WhoRuns;
  /** How long the suite takes without any change, at most. */
  readonly suiteMs: number;
  /** After this many seconds no mutant is begun any more, unless fewer than `enough` are decided: then it is three times as long. */
  readonly seconds: number;
  readonly enough: number;
}

/** Containers at a time: as many as the smallest machine that assay runs on has cores. */
const containers = 2;

/** Tests that are named on a command line at most; the whole suite is run instead. */
const mostNamed = 500;

/** Exit codes of pytest that mean that a test failed, or that a module of tests could not be imported any more (2); 124: no end. */
const noticedBy: ReadonlySet<number> = new Set([1, 2, 124]);

/**
 * Runs the suite against one mutant after the other, each on an empty database, until the first test fails. A container of the
 * candidate's is started for a share of the mutants; what happened to each is read from the exit code of a command of ours, which
 * no test can write to. Only tests that run the changed line are asked; all of them where that is not known, or says little. At the
 * end of each container the suite must still pass without a change: what was tried after it last passed is undecided where it does not.
 */
export async function runMutants(sandbox: Sandbox, setup: TestSetup, plan: MutationPlan): Promise<MutationReport> {
  const started = performance.now();
  const files = [ownFile("run-mutant.sh"), ownFile("assay_mutant.py")];
  const all = [
    ...(await Promise.all(files)),
    unchanged,
    ...plan.mutants.map((mutant, index) => fileOf(mutant, index, setup)),
  ];
  const queue = plan.mutants.map((mutant, index) => ({ mutant, index }));
  const tried = new Map<number, TriedMutant["result"]>();

  // A few times the usual time, and never so little that a busy machine decides.
  const seconds = Math.ceil((4 * plan.suiteMs) / 1000 + 5);
  const isTime = (): boolean => {
    const decided = [...tried.values()].filter((result) => result !== "undecided").length;
    const over = performance.now() - started;
    return over < plan.seconds * 1000 || (decided < plan.enough && over < 3 * plan.seconds * 1000);
  };

  const work = async (number: number): Promise<void> => {
    await using runner = await startRunner(sandbox, setup, `mutants-${number}`, all, plan.deselected);
    const ask = async (index: number, { path, line }: CodeMutant): Promise<number> => {
      const tests = plan.whoRuns(path, line) ?? [];
      const few = tests.length <= mostNamed ? tests : [];
      const exitCode = await runner.run(String(index), seconds, few);
      // What was kept from one test to the next (a cache) looks as if only the first needed it; 4: it knows no test of that name.
      const isUnsure = few.length > 0 && ((exitCode === 0 && few.length <= 2) || exitCode === 4);
      return isUnsure ? await runner.run(String(index), seconds, []) : exitCode;
    };
    let unsure: number[] = [];
    while (isTime()) {
      const next = queue.shift();
      if (next === undefined) break;
      const exitCode = await ask(next.index, next.mutant);
      const survived = exitCode === 0;
      tried.set(next.index, survived ? "survived" : noticedBy.has(exitCode) ? "noticed" : "undecided");
      unsure = survived ? [] : [...unsure, next.index];
    }
    if (unsure.length > 0 && (await runner.run("unchanged", seconds, [])) !== 0) {
      for (const index of unsure) tried.set(index, "undecided");
    }
  };

  await Promise.all(Array.from({ length: containers }, (_, number) => work(number + 1)));
  return {
    ran: true,
    durationMs: performance.now() - started,
    tried: plan.mutants.flatMap((mutant, index) => {
      const result = tried.get(index);
      return result === undefined ? [] : [triedMutant(mutant, result)];
    }),
    untried: plan.mutants.length - tried.size,
  };
}

/** A container that waits to run the suite, and its database. */
async function startRunner(
  sandbox: Sandbox,
  setup: TestSetup,
  name: string,
  files: readonly VolumeFile[],
  deselected: readonly string[],
) {
  const server = await sandbox.database();
  const databaseUrl = await server.create(name);
  const started = await setup.start(name, files, { entrypoint: ["sleep", "900"], databaseUrl });
  const { container } = started;
  let runs = 0;
  return {
    /** Exit code of these tests, of all where there are none named. */
    async run(mutant: string, seconds: number, tests: readonly string[]): Promise<number> {
      if (runs > 0) await server.renew(name);
      runs += 1;
      // What could not even be collected is named by its file.
      const left = deselected.map((test) => `--${test.includes("::") ? "deselect" : "ignore"}=${test}`);
      const { exitCode } = await exec(container, [
        "sh",
        "/assay/work/.assay/run-mutant.sh",
        `/assay/work/.assay/mutants/${mutant}.json`,
        String(seconds),
        ...left,
        ...tests,
      ]);
      return exitCode;
    },
    [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
  };
}

const unchanged: VolumeFile = {
  path: "work/.assay/mutants/unchanged.json",
  content: JSON.stringify({ paths: [], suffix: null, source: "" }),
};

function fileOf({ path, source }: CodeMutant, index: number, { workspace, workingFolder }: TestSetup): VolumeFile {
  const { paths, suffix = null } = copiesOf(path, workspace, workingFolder);
  return { path: `work/.assay/mutants/${index}.json`, content: JSON.stringify({ paths, suffix, source }) };
}

function triedMutant(
  { path, line, inside, what, before, after }: CodeMutant,
  result: TriedMutant["result"],
): TriedMutant {
  return { path, line, inside, what, before, after, result };
}
