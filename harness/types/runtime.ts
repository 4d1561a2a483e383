/** What a check may do to the running app beside sending requests. The sandbox implements it; checks see only this. */
export interface Runtime {
  /** How the image was built and how the app came up. */
  readonly boot: BootReport;
  /** Log lines of the app since it started, stdout and stderr together, cut at the sandbox's log limit. */
  logs(): Promise<readonly LogLine[]>;
  /** What runs inside the container now. */
  processes(): Promise<readonly AppProcess[]>;
  /**
   * Stops the app as an orchestrator does (SIGTERM, then SIGKILL after `graceSeconds`). `whileStopping` is called right after
   * the signal is sent.
   */
  stop(options: { readonly graceSeconds: number; readonly whileStopping?: () => Promise<void> }): Promise<StopReport>;
  /**
   * Starts a new container of the same image on the same database, with the run's credentials or with others, and waits until it
   * is ready. One that still runs is gone then, without having been asked.
   */
  start(options?: {
    readonly credentials: { readonly username: string; readonly password: string };
  }): Promise<BootReport>;
  /** What the container's processes hold in memory now, without what the kernel keeps of files and could drop. */
  memoryBytes(): Promise<number>;
  readonly database: DatabaseProbe;
  /** What the app was told in confidence, each with its name in plain words. Only to be searched for: never shown. */
  readonly secrets: readonly Secret[];
}

interface Secret {
  readonly what: string;
  readonly text: string;
}

export interface LogLine {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

export interface AppProcess {
  readonly pid: number;
  readonly user: string;
  /** Full command line, as `ps` shows it. */
  readonly command: string;
}

export type BootReport =
  | { readonly ready: true; readonly readyMs: number; readonly port: number; readonly logs: readonly LogLine[] }
  | { readonly ready: false; readonly reason: string; readonly logs: readonly LogLine[]; readonly exitCode?: number };

export interface StopReport {
  /** Exit code of the app's first process; 137 when it had to be killed. */
  readonly exitCode: number;
  readonly killed: boolean;
  readonly durationMs: number;
}

/** The submission's own PostgreSQL, seen by assay's superuser. */
export interface DatabaseProbe {
  /** Runs one read-only query and gives its rows; values as PostgreSQL's text, NULL as null. */
  query(sql: string): Promise<readonly Readonly<Record<string, string | null>>[]>;
  /** Statements that the app executed during `action`, from pg_stat_statements, transaction control left out. */
  statementsDuring(action: () => Promise<void>): Promise<readonly StatementCount[]>;
  /**
   * Locks every table of the app's database (ACCESS EXCLUSIVE), so that the app's statements wait until the hold is disposed of,
   * or `atMostMs` is over. How a request is kept "in flight" without the app's help.
   */
  hold(atMostMs: number): Promise<HeldTables>;
  /**
   * Fills the table that keeps the `count` records whose column holds `mark` with `rows` copies of one of them, whose marks are others.
   * Undefined where that can't be done. The copies are gone when it is disposed of.
   */
  grow(options: {
    readonly mark: string;
    readonly count: number;
    readonly rows: number;
  }): Promise<GrownTable | undefined>;
  /**
   * Takes the database away from the app until disposed of: its sessions end, and new ones are refused. Nothing stored is lost.
   */
  cutOff(): Promise<AsyncDisposable>;
}

export interface HeldTables extends AsyncDisposable {
  /** Sessions of the app that wait for a lock right now. */
  waiting(): Promise<number>;
}

export interface GrownTable extends AsyncDisposable {
  readonly table: string;
  /** Size of its rows, in pages of 8 KiB; what reads it from its beginning to its end reads so many. */
  readonly pages: number;
}

export interface StatementCount {
  /** Normalised text: constants are $1, $2, ... */
  readonly query: string;
  readonly calls: number;
  readonly rows: number;
  /** Pages of 8 KiB of tables and indexes that were looked at, in memory or not; one that is looked at twice counts twice. */
  readonly pages: number;
}

export type BuildReport =
  | {
      readonly built: true;
      readonly durationMs: number;
      readonly imageBytes: number;
      /** The image's configured user, "" for root. */
      readonly user: string;
      readonly cached: boolean;
      /** Fallbacks used, for example "no Dockerfile: assay's default was used". */
      readonly notices: readonly string[];
      /** True when the submission's own Dockerfile was used. */
      readonly ownDockerfile: boolean;
    }
  | {
      readonly built: false;
      /** One line a person understands: the failing instruction and what it said. */
      readonly reason: string;
      readonly place?: { readonly path: string; readonly line?: number };
      /** The last lines of the build's output. */
      readonly output: string;
      readonly durationMs: number;
    };

/** Result of the candidate's own tests, run in a container of their own, offline, with a database of their own. */
export interface TestReport {
  readonly command: string;
  readonly durationMs: number;
  readonly exitCode: number;
  readonly timedOut: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  readonly skipped: number;
  /** One per collected test. */
  readonly cases: readonly { readonly id: string; readonly outcome: "passed" | "failed" | "error" | "skipped" }[];
  /** What Flask apps answered in the tests' own process: one example for each method, route and status. */
  readonly calls: readonly AnsweredCall[];
  /** Branch coverage of the submission's own code without its tests, 0 to 1; undefined where it could not be measured. */
  readonly coverage: { readonly share: number; readonly files: readonly FileCoverage[] } | undefined;
  /** The end of the output. */
  readonly output: string;
  /** Why the suite could not be run at all (no tests, pytest missing and not installable). */
  readonly notRun?: string;
}

export interface AnsweredCall {
  readonly method: string;
  /** Without the query, percent-encoded. */
  readonly path: string;
  readonly status: number;
}

export interface FileCoverage {
  readonly path: string;
  readonly share: number;
  readonly missingLines: readonly number[];
  readonly executedLines: readonly number[];
}

/** How the candidate's tests did against small changes of the candidate's own code, one at a time. */
export type MutationReport =
  | {
      readonly ran: true;
      readonly durationMs: number;
      readonly tried: readonly TriedMutant[];
      /** Chosen, but not tried: the time was over before. */
      readonly untried: number;
    }
  /** `theirs`: there is nothing to try, for a reason that lies in the repository; else it is trouble of ours. */
  | { readonly ran: false; readonly theirs: boolean; readonly reason: string };

/** One more run of the whole suite without a change, compared with the first. */
export interface Repeat {
  readonly order: "again" | "reversed";
  /** Tests that ended otherwise than at first. */
  readonly once: readonly string[];
  /** Those of them that did so in a second such run, too, in a fresh container. */
  readonly twice: readonly string[];
}

/** What more runs of the suite say, or why there were none. */
export type RepeatReport =
  | { readonly ran: true; readonly repeats: readonly Repeat[] }
  | { readonly ran: false; readonly verdict: "blocked" | "inconclusive" | "not-applicable"; readonly reason: string };

export interface TriedMutant {
  readonly path: string;
  readonly line: number;
  /** Function that was changed. */
  readonly inside: string;
  /** What was done: `the status 201 became 200`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** `noticed`: a test failed, or never ended. `undecided`: the runner itself broke off. */
  readonly result: "noticed" | "survived" | "undecided";
}
