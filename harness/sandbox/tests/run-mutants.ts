import type { CodeMutant } from "../../submission/mutation/types.ts";
import type { MutationReport, Repeat, TestReport, TriedMutant } from "../../types/runtime.ts";
import type { Sandbox } from "../open-sandbox.ts";
import type { VolumeFile } from "../service/filled-volume.ts";
import { copiesOf } from "./copies.ts";
import { differing } from "./differing.ts";
import { type MutantRunner, type Order, startMutantRunner } from "./mutant-runner.ts";
import { type Queued, queueOf } from "./queue.ts";
import type { TestSetup } from "./test-setup.ts";
import type { WhoRuns } from "./who-runs.ts";

/** What is tried, in which time. */
export interface MutationPlan {
  readonly mutants: readonly CodeMutant[];
  /** Tests that did not pass without any change: they are left out. */
  readonly deselected: readonly string[];
  readonly whoRuns: WhoRuns;
  /** Modules of installed packages that the suite imports. */
  readonly imports: readonly string[];
  /** How long these tests take without any change, all of them where there are none named. */
  readonly usualMs: (tests: readonly string[]) => number;
  /** After this many seconds no mutant is begun any more: an outer bound, for a slow suite must not hold a grade up for ever. */
  readonly seconds: number;
  /** Whether nothing that the others say could change what so many tried ones say, of which so many were noticed. */
  readonly isEnough: (tried: number, noticed: number) => boolean;
  /** What became of each test without any change, to be compared with two more runs; undefined where nothing is to be compared. */
  readonly first: TestReport["cases"] | undefined;
  /** As many are tried, whatever they say. */
  readonly fewest: number;
  /** Each run of the suite is a step of it. */
  readonly quiet: Steps;
}

/** Lets others measure between two steps, and does not count their time. A measurement waits for the end of a step. */
interface Steps {
  step<T>(action: () => Promise<T>): Promise<T>;
  /** Milliseconds. */
  clock(): number;
  /** Resolves when the measurement that is to come has ended. */
  readonly measured: Promise<void>;
}

/** What more runs of the suite say. */
export interface Trials {
  readonly mutation: MutationReport;
  readonly repeats: readonly Repeat[];
}

/** Containers at a time: as many as the smallest machine that assay runs on has cores. */
const containers = 2;

/** Exit codes of pytest that mean that a test failed, or that a module of tests could not be imported any more (2); 124: no end. */
const noticedBy: ReadonlySet<number> = new Set([1, 2, 124]);

/** Exit code of pytest where no test has a name that was asked for: some make names of what differs from run to run. */
const noSuchTest = 5;

/**
 * Runs the suite against one mutant after the other, each on an empty database, until the first test fails. A container of the
 * candidate's is started for a share of the mutants; what happened to each is read from the exit code of a command of ours, which
 * no test can write to. Only tests that run the changed line are asked; all of them where that is not known and, later, where it says
 * little. At the end of each container the suite must still pass without a change: what was tried after it last passed is tried once
 * more, each time by a Python of its own, where it does not, and is undecided where it still does not. These last runs, one of them in
 * reversed order, are compared with the first; what differs is asked once more in a container where nothing was changed.
 */
export async function runMutants(sandbox: Sandbox, setup: TestSetup, plan: MutationPlan): Promise<Trials> {
  const { quiet } = plan;
  const started = quiet.clock();
  const queue = queueOf(plan.mutants, plan.fewest, plan.whoRuns);
  const files = [unchanged(plan), ...queue.map((queued) => fileOf(queued, plan, setup))];
  const tried = new Map<number, TriedMutant["result"]>();
  /** Those of which the few tests that run the line noticed nothing. */
  const later: Queued[] = [];
  const repeats: Repeat[] = [];

  const start = (name: string): Promise<MutantRunner> =>
    quiet.step(() => startMutantRunner(sandbox, setup, name, { ...plan, files }));
  const isTime = (): boolean => quiet.clock() - started < plan.seconds * 1000;
  const isEnough = (): boolean =>
    plan.isEnough(tried.size + later.length, [...tried.values()].filter((result) => result === "noticed").length);

  /** Tries what there is to try; gives what was tried after the suite last passed, beginning with what was so before. */
  const tryAll = async (
    runner: MutantRunner,
    next: () => Queued | undefined,
    before: readonly Queued[] = [],
  ): Promise<readonly Queued[]> => {
    let unsure = before;
    for (let queued = next(); queued !== undefined && isTime(); queued = next()) {
      const { index, tests } = queued;
      const exitCode = await quiet.step(() =>
        runner.run(String(index), secondsFor(plan, tests), tests.length === 0 ? "all" : "some"),
      );
      const survived = exitCode === 0;
      // What was kept from one test to the next (a cache) looks as if only the first needed it.
      const mayBeNoticed = tests.length > 0 && ((survived && tests.length <= 2) || exitCode === noSuchTest);
      if (mayBeNoticed) later.push({ ...queued, tests: [] });
      else tried.set(index, survived ? "survived" : noticedBy.has(exitCode) ? "noticed" : "undecided");
      if (survived) unsure = [];
      else if (!mayBeNoticed) unsure = [...unsure, queued];
    }
    return unsure;
  };
  /** The same, and then what has to be asked of the whole suite: a measurement would wait for its end. */
  const tryToTheEnd = async (runner: MutantRunner, next: () => Queued | undefined): Promise<readonly Queued[]> => {
    const unsure = await tryAll(runner, next);
    await quiet.measured;
    return await tryAll(runner, () => later.shift(), unsure);
  };
  const stillPasses = async (runner: MutantRunner): Promise<boolean> =>
    (await quiet.step(() => runner.run("unchanged", secondsFor(plan, []), "all"))) === 0;

  const work = async (number: number): Promise<void> => {
    await using runner = await start(`mutants-${number}`);
    const unsure = await tryToTheEnd(runner, () => (isTime() && !isEnough() ? queue.shift() : undefined));
    const order = number === 1 ? "again" : "reversed";
    const cases = plan.first && (await quiet.step(() => runner.repeat(secondsFor(plan, []), order)));
    if (cases !== undefined) await compare(order, cases);
    if (unsure.length === 0 || allPass(cases, plan) || (await stillPasses(runner))) return;
    for (const { index } of unsure) tried.set(index, "undecided");
    runner.coolDown();
    const again = [...unsure];
    const still = await tryToTheEnd(runner, () => again.shift());
    if (still.length > 0 && !(await stillPasses(runner))) for (const { index } of still) tried.set(index, "undecided");
  };

  const compare = async (order: Order, cases: TestReport["cases"]): Promise<void> => {
    const once = differing(plan.first ?? [], cases);
    if (once.length === 0) return void repeats.push({ order, once, twice: [] });
    await using fresh = await start(`tests-${order}`);
    fresh.coolDown();
    const more = await quiet.step(() => fresh.repeat(secondsFor(plan, []), order));
    const again = differing(plan.first ?? [], more ?? []);
    repeats.push({ order, once, twice: once.filter((name) => again.includes(name)) });
  };

  const isAsked = plan.mutants.length > 0 || plan.first !== undefined;
  if (isAsked) await Promise.all(Array.from({ length: containers }, (_, number) => work(number + 1)));
  const mutation: MutationReport = {
    ran: true,
    durationMs: quiet.clock() - started,
    tried: plan.mutants.flatMap((mutant, index) => {
      const result = tried.get(index);
      return result === undefined ? [] : [triedMutant(mutant, result)];
    }),
    untried: plan.mutants.length - tried.size,
  };
  return { mutation, repeats };
}

/** True where every test that was not left out passed. */
function allPass(cases: TestReport["cases"] | undefined, { first = [] }: MutationPlan): boolean {
  return (
    cases !== undefined &&
    cases.length > 0 &&
    differing(first, cases).length === 0 &&
    cases.every(({ outcome }) => outcome === "passed" || outcome === "skipped")
  );
}

/** A few times the usual time and some seconds: what never ends is one of many, and the others wait for it. */
function secondsFor({ usualMs }: MutationPlan, tests: readonly string[]): number {
  return Math.ceil((3 * usualMs(tests)) / 1000 + 6);
}

function unchanged({ deselected: leftOut }: MutationPlan): VolumeFile {
  const content = JSON.stringify({ paths: [], suffix: null, source: "", tests: [], leftOut });
  return { path: "work/.assay/mutants/unchanged.json", content };
}

function fileOf(
  { mutant: { path, source }, index, tests }: Queued,
  { deselected: leftOut }: MutationPlan,
  { workspace, workingFolder }: TestSetup,
): VolumeFile {
  const { paths, suffix = null } = copiesOf(path, workspace, workingFolder);
  const content = JSON.stringify({ paths, suffix, source, tests, leftOut });
  return { path: `work/.assay/mutants/${index}.json`, content };
}

function triedMutant(
  { path, line, inside, what, before, after }: CodeMutant,
  result: TriedMutant["result"],
): TriedMutant {
  return { path, line, inside, what, before, after, result };
}
