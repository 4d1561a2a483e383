import type { TestReport } from "../../types/runtime.ts";
import { exec } from "../container/exec.ts";
import { fileFrom } from "../container/file-from.ts";
import type { Sandbox } from "../open-sandbox.ts";
import type { VolumeFile } from "../service/filled-volume.ts";
import { parseResults } from "./results.ts";
import { ownFile, type TestSetup } from "./test-setup.ts";

/** As at first, or the last test first. */
export type Order = "again" | "reversed";

/** A container that runs the suite again and again, each time on an empty database. */
export interface MutantRunner extends AsyncDisposable {
  /**
   * Exit code of pytest with a file of `mutants/` (see assay_mutant.py) in place: of the tests that it names, or of all. 124 where they
   * do not end in time.
   */
  run(mutant: string, seconds: number, tests: "some" | "all" | Order): Promise<number>;
  /** Runs the suite to its end without a change; gives what became of each test, undefined where it did not come to its end. */
  repeat(seconds: number, order: Order): Promise<TestReport["cases"] | undefined>;
  /** From now on a Python of its own for each run, as the tests were run at first. */
  coolDown(): void;
}

/** How long the warm Python may take to come up, and to answer once the tests have ended. */
const graceSeconds = 60;

/** How long a statement may wait for a lock: far longer than tests that pass let each other wait. */
const lockSeconds = 5;

/** Exit code where the warm Python does not answer. */
const gone = 137;

/** Starts one, and its database. Its Python imports what the suite needs only once (see assay_warm.py). */
export async function startMutantRunner(
  sandbox: Sandbox,
  setup: TestSetup,
  name: string,
  { files, imports }: RunnerOptions,
): Promise<MutantRunner> {
  const server = await sandbox.database();
  const [databaseUrl, ...own] = await Promise.all([
    server.create(name),
    ...["run-mutant.sh", "assay_mutant.py", "assay_warm.py", "assay_results.py", "serve-mutants.sh", "ask-warm.sh"].map(
      ownFile,
    ),
  ]);
  const wanted = { path: `${folder}/imports.json`, content: JSON.stringify(imports) };
  const started = await setup.start(name, [...own, wanted, ...files], {
    entrypoint: ["sh", `/assay/${folder}/serve-mutants.sh`],
    databaseUrl,
  });
  const { container } = started;
  // A change that was never committed blocks what comes after it: that ends here, and not at the end of the time for all tests.
  await server.sql("postgres", `alter role "${name}" set lock_timeout = '${lockSeconds}s'`);
  let isWarm = true;
  let runs = 0;
  const runner: MutantRunner = {
    async run(mutant, seconds, tests) {
      if (runs > 0) await server.renew(name);
      runs += 1;
      const given = [`/assay/${folder}/mutants/${mutant}.json`, String(seconds), tests];
      const warm = ["sh", `/assay/${folder}/ask-warm.sh`, ...given, String(seconds + graceSeconds)];
      const cold = ["sh", `/assay/${folder}/run-mutant.sh`, ...given];
      const { exitCode } = await exec(container, isWarm ? warm : cold, {
        withinMs: (seconds + 2 * graceSeconds) * 1000,
      });
      if (!isWarm || exitCode !== gone) return exitCode;
      isWarm = false;
      return await runner.run(mutant, seconds, tests);
    },
    async repeat(seconds, order) {
      await runner.run("unchanged", seconds, order);
      const text = await fileFrom(container, `/assay/${folder}/${order}.jsonl`);
      return text !== undefined && /^\{"finished": /m.test(text) ? parseResults(text).cases : undefined;
    },
    coolDown() {
      isWarm = false;
    },
    [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
  };
  return runner;
}

interface RunnerOptions {
  readonly files: readonly VolumeFile[];
  /** Modules of installed packages that the suite imports. */
  readonly imports: readonly string[];
}

const folder = "work/.assay";
