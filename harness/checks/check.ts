import type { Brief } from "../brief/types.ts";
import type { Answered, Client } from "../http/types.ts";
import type { Workspace } from "../submission/types.ts";
import type { CheckId, Finding, Outcome } from "../types/outcome.ts";
import type {
  BootReport,
  BuildReport,
  CommandsReport,
  MigrationReport,
  MutationReport,
  RepeatReport,
  Runtime,
  TestReport,
} from "../types/runtime.ts";
import type { Exchange } from "../types/exchange.ts";
import type { Random } from "../types/random.ts";
import type { LoadProbe } from "../types/load.ts";

/** The stages in which checks run, in this order, and what each gives a check to look at. */
export interface StageContexts {
  /** The result of building the image. */
  readonly build: { readonly brief: Brief; readonly build: BuildReport };
  /** How the app came up on an empty database, ready or not. */
  readonly boot: { readonly brief: Brief; readonly boot: BootReport };
  /** The submission's files and history; nothing is run. */
  readonly source: { readonly brief: Brief; readonly workspace: Workspace };
  /** The result of the candidate's own tests. */
  readonly tests: { readonly brief: Brief; readonly tests: TestReport };
  /** How these tests did against small changes of the candidate's own code, and when they were run again. */
  readonly mutation: { readonly brief: Brief; readonly mutation: MutationReport; readonly repeats: RepeatReport };
  /** The running app, through HTTP alone: also works on `--url`. */
  readonly probe: ProbeContext;
  /** Everything that was sent and received so far, after all probes. */
  readonly traffic: { readonly brief: Brief; readonly traffic: readonly Exchange[]; readonly api: Client };
  /** The running app and what is around it: container, log, database. */
  readonly runtime: ProbeContext & { readonly runtime: Runtime };
  /** What the submission's own migrations did on a database of their own. */
  readonly migrations: { readonly brief: Brief; readonly migrations: MigrationReport };
  /** What the commands of the README did in the sandbox; undefined where there is no README. */
  readonly commands: {
    readonly brief: Brief;
    readonly workspace: Workspace;
    readonly commands: CommandsReport | undefined;
  };
  /** The app under load, with nothing else going on. */
  readonly load: ProbeContext & { readonly load: LoadProbe; readonly runtime: Runtime };
  /** Stops and restarts; last, one at a time. */
  readonly disturb: ProbeContext & { readonly runtime: Runtime };
}

export type Stage = keyof StageContexts;

export interface ProbeContext {
  readonly brief: Brief;
  readonly api: Client;
  readonly records: Records;
  /** Seeded from the run's seed and the check's id: the same values each time, in any order of checks. */
  readonly random: Random;
  /** The data set that the app was told to import at start, undefined where the brief has none or `--url` was used. */
  readonly dataset: readonly Readonly<Record<string, unknown>>[] | undefined;
}

/** Makes records of the brief's main resource, each probe in a partition of its own. */
export interface Records {
  /** A valid request body; `overrides` replaces members. */
  body(overrides?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** Creates one record; throws PrerequisiteFailed (-> `blocked`) when the app does not answer with the documented success. */
  create(overrides?: Readonly<Record<string, unknown>>): Promise<CreatedRecord>;
  /** A value of the partition field that nobody else uses. */
  partition(): string;
  /** A body of the create with a new value in the field that keeps records apart, where the brief has one: it excludes no other. */
  apart(body: unknown): unknown;
  /** The body to send again: a value of `body` or `apart` in that field is a new one, any other stays. */
  again(body: unknown): unknown;
  /** The same of a body that is sent as text, whatever else is wrong with it. */
  againAsText(body: string): string;
}

export interface CreatedRecord {
  readonly id: string;
  readonly sent: Readonly<Record<string, unknown>>;
  readonly received: Readonly<Record<string, unknown>>;
  readonly exchange: Answered;
}

/**
 * Thrown where a check can't go on because something else is broken. The outcome is `blocked` by the check named in `by`, or
 * `failed` with the finding where that is the running check itself.
 */
export class PrerequisiteFailed extends Error {
  override readonly name = "PrerequisiteFailed";
  readonly by: CheckId;
  readonly finding: Finding;

  constructor(by: CheckId, finding: Finding) {
    super(finding.message);
    this.by = by;
    this.finding = finding;
  }
}

/** Thrown where a check finds that what it asks about is not published. The outcome is `not-applicable`. */
export class NotAsked extends Error {
  override readonly name = "NotAsked";
}

/** One question with one precise oracle. */
export interface Check<S extends Stage = Stage> {
  readonly id: CheckId;
  readonly stage: S;
  /** A sentence that is true of a correct implementation. Understood without technical background. */
  readonly title: string;
  /** Why it matters, to the people who would use the service. */
  readonly why: string;
  /** For the candidate: what to change when it fails. */
  readonly hint: string;
  /** When one of these failed entirely (share 0) or is blocked, this check is `blocked` by it. */
  readonly after?: readonly CheckId[];
  /** True where it takes most of a second or more: left out of the quick loop (`assay check --url`) unless asked for. */
  readonly slow?: true;
  /** True where it holds a time of the app against a bound: on a machine that is too busy to measure, a failure decides nothing. */
  readonly timed?: true;
  /** True where a good engineer could disagree: it is shown, and may not give or take points. */
  readonly advisory?: true;
  /** True where it leaves the app other than it was, or takes both processors for seconds: it comes after all others of its stage. */
  readonly last?: true;
  /** Why the brief does not ask for it; undefined where it does. */
  readonly notAskedBy?: (brief: Brief) => string | undefined;
  /** What to ask the author in an interview about a finding of this check; undefined where it is no matter for a talk. */
  readonly question?: (finding: Finding) => string | undefined;
  /**
   * Called when its stage begins, where nothing stands in its way: what takes its time goes on beside the checks before it. May not
   * throw, and asks nothing of the app that another check could notice.
   */
  readonly begin?: (context: StageContexts[S]) => void;
  readonly run: (context: StageContexts[S]) => Promise<Outcome> | Outcome;
}

/** Any check of any stage; `stage` tells which. */
export type AnyCheck = { readonly [S in Stage]: Check<S> }[Stage];

/** Declares a check. The stage decides what `run` gets. */
export function defineCheck<const S extends Stage>(check: Check<S>): Check<S> {
  return check;
}
