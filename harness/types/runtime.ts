/** What a check may do to the running app beside sending requests. The sandbox implements it; checks see only this. */
export interface Runtime {
  /** How the image was built and how the app came up. */
  readonly boot: BootReport;
  /** Log lines of the app since it started, stdout and stderr together, cut at the sandbox's log limit. */
  logs(): Promise<readonly LogLine[]>;
  /**
   * Paths of files in the container that hold this text: temporary files, logs, and those of the folder that it runs in. Undefined
   * where they can't be searched.
   */
  filesWith(text: string): Promise<readonly string[] | undefined>;
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
  /**
   * Starts another container of the same image and waits until it is ready: on the app's database and with its data set, or on an
   * empty database of its own and without one. The app itself goes on.
   */
  beside(options: BesideOptions): Promise<Beside>;
  /**
   * Starts several containers of the same image at the same moment, on one empty database of their own and with the app's data set, and
   * waits until each is ready, has ended, or its time is over. The app itself goes on.
   */
  together(options: { readonly name: string; readonly count: number }): Promise<Together>;
  /**
   * Starts another container of the same image without one of the variables that the app has, and waits until it is clear what it
   * makes of that. The app itself goes on.
   */
  startWithout(options: { readonly variable: string; readonly withinMs: number }): Promise<StartWithout>;
  /** What the container's processes hold in memory now, without what the kernel keeps of files and could drop. */
  memoryBytes(): Promise<number>;
  /**
   * Fills /tmp until nothing more can be written there; disposing empties it again. Undefined where that can't be done, or would take
   * memory that the app needs: what lies in /tmp counts.
   */
  fillTmp(): Promise<AsyncDisposable | undefined>;
  readonly database: DatabaseProbe;
  /** What the app was told in confidence, each with its name in plain words. Only to be searched for: never shown. */
  readonly secrets: readonly Secret[];
}

export interface BesideOptions {
  /** Of the container, and of its own database; one a run. */
  readonly name: string;
  /** Default: where the app listens. */
  readonly port?: number;
  /** It is reached by a way of its own, too. */
  readonly ownDatabase?: boolean;
}

/** Another container of the app's image. */
export interface Beside extends AsyncDisposable {
  readonly boot: BootReport;
  /** http://127.0.0.1:PORT, also where it never came up. */
  readonly baseUrl: string;
  /** The database that it was given. */
  readonly database: DatabaseProbe;
  /** The way to its own database; undefined where it shares the app's. */
  readonly way: DatabaseWay | undefined;
}

/** Containers that were started at the same moment, and share a database. */
export interface Together extends AsyncDisposable {
  readonly containers: readonly Pick<Beside, "boot" | "baseUrl">[];
}

/** What lies between a container and its database, and can be made longer. */
export interface DatabaseWay {
  /** By how much a round trip is longer then. */
  readonly roundTripMs: number;
  /**
   * Makes it longer during `action`; gives what was seen meanwhile: connections that were opened, and how often the database answered
   * what it was told.
   */
  longer(action: () => Promise<void>): Promise<{ readonly connections: number; readonly trips: number }>;
}

/** What a start without a variable led to: an end, an app that is ready all the same, or neither in the time. */
export type StartWithout = {
  readonly logs: readonly LogLine[];
  /** Whether one of the lines names the variable, in whatever spelling. */
  readonly named: boolean;
} & ({ readonly ended: true; readonly exitCode: number } | { readonly ended: false; readonly ready: boolean });

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
  | {
      readonly ready: true;
      readonly readyMs: number;
      readonly port: number;
      readonly logs: readonly LogLine[];
      /** What its log said when it could not write outside /tmp, and was started again on a writable file system. */
      readonly refusedWrite?: string;
    }
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
  /** The one table with exactly `count` rows of which a column is `mark`, and these; undefined where there is none, or several. */
  marked(options: { readonly mark: string; readonly count: number }): Promise<MarkedRows | undefined>;
  /**
   * Whether the database keeps each of these changes when its owner makes it, as an update of the row and as a further row: all are
   * taken back. `refused` also where a trigger mends the row; `untried` where the change is none that the column could hold.
   */
  keeps(changes: readonly RowChange[]): Promise<readonly ("kept" | "refused" | "untried")[]>;
  /**
   * Locks every table of the app's database (ACCESS EXCLUSIVE), so that the app's statements wait until the hold is disposed of,
   * or `atMostMs` is over. How a request is kept "in flight" without the app's help.
   */
  hold(atMostMs: number): Promise<HeldTables>;
  /** Counts the rows that are inserted into each table of the app, and can end a session at one of them; until disposed of. */
  watchInserts(): Promise<InsertWatch>;
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

export interface MarkedRows {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, string | null>>[];
}

/** One row of a table with another value in a column; all parts are SQL. */
export interface RowChange {
  readonly table: string;
  /** Which row `t`: the first of which this is true. */
  readonly row: string;
  readonly column: string;
  readonly value: string;
  /** True of the row `t` as it was kept, where nothing has mended it. */
  readonly broken: string;
}

export interface HeldTables extends AsyncDisposable {
  /** Sessions of the app that wait for a lock right now. */
  waiting(): Promise<number>;
}

export interface InsertWatch extends AsyncDisposable {
  /** Rows since the beginning, or the last `cutAt`, committed or not. */
  inserted(): Promise<readonly { readonly table: string; readonly rows: number }[]>;
  /** Ends the session that inserts the `row`-th row into the table from now on, before it can go on: once. */
  cutAt(table: string, row: number): Promise<void>;
  /** Whether that has come about; it does not any more after this. */
  hasCut(): Promise<boolean>;
}

export interface GrownTable extends AsyncDisposable {
  readonly table: string;
  size(): Promise<TableSize>;
  /** Copies on until the table holds so many records, and gives its size. */
  to(records: number): Promise<TableSize>;
}

export interface TableSize {
  readonly records: number;
  /** Pages of 8 KiB; what reads the table from its beginning to its end reads so many. */
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

/** What became of the commands of the README's sections on running and testing. */
export interface CommandsReport {
  /** Of the README. */
  readonly path: string;
  readonly commands: readonly DocumentedCommand[];
}

/** One command, at a line of the README. A line may hold several. */
export type DocumentedCommand = { readonly line: number; readonly text: string } & (
  | {
      readonly executed: false;
      /** Words that follow "because". */
      readonly why: string;
    }
  | {
      readonly executed: true;
      readonly kind: "test" | "migrate" | "run";
      readonly run: CommandRun;
      /** Why its failure would decide nothing: a command before it was not executed, say. */
      readonly unsure?: string;
      /** Which value was guessed that only its reader knows: what fails for no clear reason may fail for that. */
      readonly guessed?: string;
    }
);

export type CommandRun = {
  /** What was given to a shell, settings included. Passwords are masked in it and in the output. */
  readonly script: string;
  readonly seconds: number;
  /** The end of its output. */
  readonly output: string;
} & (
  | { readonly end: "ended"; readonly exitCode: number }
  /** It listened on a TCP port, and was ended. */
  | { readonly end: "listens"; readonly port: number }
  /** It had done neither when its time was over. */
  | { readonly end: "stopped" }
);

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

/** Commands of migrations, each a line for a shell; without one, what it would tell is not tried. */
export interface MigrationCommands {
  /** From whatever the database is at, also from nothing, to the newest schema. */
  readonly up: string;
  /** One migration back. */
  readonly back: string | undefined;
  /** Back to nothing. */
  readonly down: string | undefined;
  /** Ends with 0 where the schema is what the code describes. */
  readonly check: string | undefined;
}

/** What became of the submission's own migrations on a database of their own. */
export type MigrationReport =
  /** They could not be run by themselves. `up`: the way up that somebody names, where it brings no tables to an empty database. */
  | { readonly ran: false; readonly reason: string; readonly up?: MigrationStep }
  | {
      readonly ran: true;
      /** The file that names the commands; undefined where the tool was recognised, so that what it says is known, too. */
      readonly namedIn: string | undefined;
      readonly up: MigrationStep;
      /** Compares the code with the newest schema. */
      readonly check: MigrationStep | undefined;
      /** One migration back, given the app's rows, and taken up. Undefined where no way leads one back. */
      readonly earlier: MigratedRows | undefined;
      /** Undefined where no way leads back to nothing. */
      readonly roundTrip:
        | {
            /** Back to nothing; the step that failed, where one did. */
            readonly down: MigrationStep;
            /** Tables that the app fills and that are still there then. */
            readonly left: readonly string[];
            readonly again: MigrationStep;
            readonly schemas: Schemas;
          }
        | undefined;
      /** The newest schema, given the app's rows, and taken up once more: only by a command that is named. */
      readonly second: MigratedRows | undefined;
    };

/** Columns, constraints and indexes, one a line, before and after. */
type Schemas = readonly [before: readonly string[], after: readonly string[]];

/** A way up over rows: those of each table that is there and that the app fills, but no migration, before and after. */
export interface MigratedRows {
  readonly step: MigrationStep;
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
  readonly schemas: Schemas;
}

export interface MigrationStep {
  readonly command: string;
  readonly exitCode: number;
  /** The end of its output. */
  readonly output: string;
}
