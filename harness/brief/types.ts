import type { Category } from "../types/scorecard.ts";
import type { CheckId } from "../types/outcome.ts";
import type { MigrationCommands } from "../types/runtime.ts";
import type { ApiDescription } from "./openapi/types.ts";

/** What is published to candidates, loaded and validated. */
export interface Brief {
  readonly id: string;
  readonly title: string;
  /** Folder the brief was loaded from; files named below are relative to it. */
  readonly folder: string;
  /** SHA-256 over every published file: pins the version that a scorecard was graded with. */
  readonly sha256: string;
  readonly api: ApiDescription;
  readonly rubric: Rubric;
  /** Markdown: the task as the candidate reads it. */
  readonly task: string;
  readonly time: { readonly hours: number; readonly language: string; readonly database: string };
  readonly runtime: RuntimeContract;
  readonly auth: { readonly scheme: "basic"; readonly public: readonly string[] } | undefined;
  readonly errors: ErrorContract | undefined;
  /** By name, for example `order`. */
  readonly resources: Readonly<Record<string, Resource>>;
  readonly pagination: Pagination | undefined;
  readonly idempotency: Idempotency | undefined;
  readonly dataset: DatasetContract | undefined;
  readonly latency: LatencyContract | undefined;
  readonly database: DatabaseContract | undefined;
  readonly observability: Observability | undefined;
  readonly robustness: Robustness | undefined;
  readonly tests:
    | {
        readonly command: string;
        readonly minimum: number;
        readonly branchCoverage: number;
        readonly mutantsNoticed: number;
      }
    | undefined;
  readonly design: DesignThresholds;
  readonly docs: {
    readonly readme: string;
    readonly runCommands: readonly string[];
    /** Part of the modules, classes and functions that others use, 0 to 1; advice only. */
    readonly docstringsAtLeast: number;
  };
  readonly history: { readonly commitsAtLeast: number };
}

/** What a variable of the container is set to. */
export type EnvironmentValue = "database-url" | "username" | "password" | "port" | "dataset";

export interface RuntimeContract {
  readonly port: number;
  readonly environment: readonly { readonly name: string; readonly value: EnvironmentValue; readonly about: string }[];
  /** Path that answers 2xx while the process lives. */
  readonly alive: string;
  /** Path that answers 2xx once requests can be served. */
  readonly ready: string;
  readonly readyWithinSeconds: number;
  readonly stopsWithinSeconds: number;
  /** Without a setting that it needs, the app has ended or named it by then; undefined where nothing is said of that. */
  readonly missingSettingNoticedWithinSeconds: number | undefined;
  /** A request whose statements wait in the database is answered by then; undefined where nothing is said of that. */
  readonly slowDatabaseAnsweredWithinSeconds: number | undefined;
  /** Several containers beside one database are one service. */
  readonly sideBySide: boolean;
  /** Nothing is written outside /tmp. */
  readonly readOnlyRoot: boolean;
  /** Reads and creates go on while no more can be written to /tmp. */
  readonly worksWithFullTmp: boolean;
  /** A megabyte is 1,000,000 bytes; the base image counts. Undefined where there is no bound. */
  readonly imageMegabytesAtMost: number | undefined;
}

export interface ErrorContract {
  readonly mediaType: string;
  /** JSON pointer fragment into the OpenAPI document, `#/components/schemas/Problem`. */
  readonly schema: string;
  readonly statusMember: string | undefined;
  /** JSON pointer into an error's body: what says the kind of error. */
  readonly kind: string | undefined;
  readonly fields: FieldNames | undefined;
  /** Statuses that Flask answers by itself and that must have the same form. */
  readonly framework: readonly number[];
}

/** Where an error's body names the values of a request's body that break a rule. */
export interface FieldNames {
  /** JSON pointer into the error's body, to the list of entries. */
  readonly list: string;
  /** Member of an entry. */
  readonly name: string;
  /** A JSON pointer into the request's body, or its names and indexes however they are joined. */
  readonly written: "pointer" | "names";
}

export interface Resource {
  readonly name: string;
  /** Field that identifies a record. */
  readonly id: string;
  /** operationIds */
  readonly create: string;
  readonly read: string;
  readonly list: string | undefined;
  readonly update: string | undefined;
  /** Replaces a record entirely: optional members that are left out go back to their defaults. */
  readonly replace: string | undefined;
  /** `repeated`: status for a record that was deleted before. */
  readonly delete: { readonly operation: string; readonly repeated: number } | undefined;
  readonly pathParameter: string;
  /** Field of the body and query parameter of the list that together give each probe records of its own. */
  readonly partition: { readonly field: string; readonly parameter: string; readonly value: string } | undefined;
  /** Fields that only the server sets. */
  readonly serverFields: readonly string[];
  /**
   * Of equal creates only the first succeeds, every other gets the status `refused`. Another value of the field (valid once
   * `{unique}` is replaced) keeps records apart. Where the field is the id, the client chooses that.
   */
  readonly exclusive: Exclusive | undefined;
  /** Requests on one record that take an amount from a field, by operationId. */
  readonly actions: Readonly<Record<string, Action>>;
  /** A replace with If-Match works for the version with this ETag only; the status for any other. */
  readonly versions: { readonly refused: number } | undefined;
  readonly states: StateMachine | undefined;
  /** By query parameter of the list; all that are sent must hold. */
  readonly filters: Readonly<Record<string, Filter>>;
  /** Fields that hold when a record was created and when it was last changed. */
  readonly timestamps: { readonly created: string; readonly updated: string } | undefined;
  /** Rules of a create's body that JSON Schema can't say. */
  readonly rules: readonly TimeRule[];
  /** Field to rule (as in `dataset.values`): what the field is, wherever a record is shown. */
  readonly invariants: Readonly<Record<string, string>>;
}

/** Takes `amount` (member of the body) from a field of the record, of which at least `notBelow` stays. */
export interface Action {
  readonly amount: string;
  readonly from: string;
  readonly notBelow: number;
  readonly refused: number;
}

export interface Exclusive {
  readonly field: string;
  readonly value: string;
  readonly refused: number;
  /** Where records with one value of the field exclude each other only while their half-open intervals overlap. */
  readonly overlap: Overlap | undefined;
}

/** The fields that hold the beginning, which belongs to a record, and the end, which does not; states that release it. */
export interface Overlap {
  readonly interval: readonly [from: string, to: string];
  readonly releasedBy: readonly string[];
}

/** One time of a record is before another, as instants. */
export interface TimeRule {
  readonly before: string;
  readonly after: string;
}

/** What a query parameter of a list compares, and how: the field equals its value, is at least it, or is below it. */
export interface Filter {
  readonly field: string;
  readonly operator: "equals" | "at-least" | "below";
}

export interface StateMachine {
  readonly field: string;
  readonly initial: string;
  readonly transitions: Readonly<Record<string, readonly string[]>>;
  readonly refused: number;
}

/** What every style of pages has. */
interface Pages {
  readonly operation: string;
  /** Member of the page that holds the records; undefined where the page is the list of them. */
  readonly items: string | undefined;
  readonly defaultLimit: number;
  readonly maxLimit: number;
  /** Status for a limit above the cap, or "clamp". */
  readonly aboveMax: number | "clamp";
  readonly invalidLimit: number;
  readonly sort:
    | {
        /** A leading minus means descending. */
        readonly default: string;
        /** Value of the sort parameter to the field it orders by. */
        readonly keys: Readonly<Record<string, string>>;
        readonly tieBreak: string | undefined;
      }
    | undefined;
}

/** Each page names an opaque cursor that leads to the next. */
export interface CursorPages extends Pages {
  readonly style: "cursor";
  /** Member of the page that holds the next cursor (null on the last page). */
  readonly next: string;
  readonly parameters: { readonly cursor: string; readonly limit: string; readonly sort: string | undefined };
}

/** A request says how many records to pass over; beyond the last one is an empty page. */
export interface OffsetPages extends Pages {
  readonly style: "offset";
  /** Member of the page that holds how many records match the filters. */
  readonly total: string;
  readonly parameters: { readonly offset: string; readonly limit: string; readonly sort: string | undefined };
}

/** A request names the page by its number, the first is 1; a page that is not full is the last. */
export interface NumberedPages extends Pages {
  readonly style: "page";
  readonly parameters: { readonly page: string; readonly limit: string; readonly sort: string | undefined };
}

/** The Link header of a page leads to the next one (RFC 8288, `rel="next"`); the last has none. */
interface LinkedPages extends Pages {
  readonly style: "link";
  readonly parameters: { readonly limit: string; readonly sort: string | undefined };
}

export type Pagination = CursorPages | OffsetPages | NumberedPages | LinkedPages;

export interface Idempotency {
  readonly operation: string;
  readonly header: string;
  readonly mismatch: readonly number[];
  readonly inProgress: readonly number[];
  readonly missing: readonly number[];
  /** Whether keys are still known after a restart of the app. */
  readonly survivesRestart: boolean;
}

export interface DatasetContract {
  readonly resource: string;
  /** Where the sample lies in the starter repository. */
  readonly file: string;
  readonly records: number;
  readonly sampleSeed: number;
  /** Field to rule, where the schema alone would give an inconsistent record: see `dataset.values` in specs/brief.schema.json. */
  readonly values: Readonly<Record<string, string>>;
}

interface LatencyContract {
  readonly read: LatencyTarget;
  /** A page of ordinary length, of records that a filter finds. */
  readonly list: LatencyTarget | undefined;
  /** A create. */
  readonly write: LatencyTarget | undefined;
  /** Lists whose pages `database.indexed` bounds, while the table grows to each of these numbers of records, ascending. */
  readonly growth: { readonly records: readonly number[]; readonly slopeAtMost: number } | undefined;
}

interface LatencyTarget {
  readonly operation: string;
  readonly requestsPerSecond: number;
  readonly atMostTimesReference: number;
}

interface DatabaseContract {
  readonly constantQueries: { readonly operation: string; readonly pageSizes: readonly [number, number] };
  /** How many connections the app may hold at any time; none of them stays inside a transaction between requests. */
  readonly connectionsAtMost: number | undefined;
  /** A record that comes after so many full pages costs at most so many times the pages of the database that the first one does. */
  readonly deepPage: { readonly pages: number; readonly atMostTimes: number } | undefined;
  /** With so many records, a list by this query parameter reads fewer than half the pages of the table. */
  readonly indexed:
    | {
        readonly records: number;
        readonly filter: string;
        /** So does the first page without a filter: the newest records. */
        readonly newestFirst: boolean;
      }
    | undefined;
  /** Operation to the most SQL statements that one request makes; transaction control does not count. */
  readonly statementsAtMost: Readonly<Record<string, number>>;
  /** A create whose connection breaks is stored wholly or not at all. */
  readonly allOrNothing: boolean;
  readonly refuses: RefusedRows | undefined;
  /** Commands of every submission's migrations, but for one that names its own. */
  readonly migrations: MigrationCommands | undefined;
}

/** Rows of the first resource that the database takes from nobody; its fields by the names that the API gives them. */
export interface RefusedRows {
  readonly missing: readonly string[];
  /** The document lists the values of these. */
  readonly unlisted: readonly string[];
  readonly below: Readonly<Record<string, number>>;
  /** A value that another record has already. */
  readonly twice: readonly string[];
  /** The later time before the earlier one; equal ones are not tried. */
  readonly reversed: TimeRule | undefined;
  /** Lists whose entries have a table of their own: an entry of no record. */
  readonly withoutOwner: readonly string[];
}

export interface Observability {
  readonly requestIdHeader: string;
  readonly logFields: readonly string[];
  readonly accessFields: readonly string[];
  /** Whatever is answered with a 5xx leaves a line with its id that is a warning or worse, or has a traceback. */
  readonly failuresSayWhy: boolean;
  /** No log is written to a file. */
  readonly standardOutputOnly: boolean;
}

/** What strangers may do to the app without harm to others. */
export interface Robustness {
  readonly answersWithinSeconds: number;
  /** Clients that send their bodies byte by byte, at the same time. */
  readonly slowClients: number;
  /** In each of two rounds of requests after a first one; a megabyte is 1,048,576 bytes. */
  readonly memoryGrowthMbAtMost: number;
}

interface DesignThresholds {
  readonly complexityAtMost: number;
  readonly lintRules: readonly string[];
  readonly lintFindingsPer100LinesAtMost: number;
  readonly moduleLinesAtMost: number;
  /** Parts of a whole, 0 to 1; advice only. */
  readonly typedFunctionsAtLeast: number;
  readonly repeatedLinesAtMost: number;
}

/** The published points. */
export interface Rubric {
  readonly criteria: readonly Criterion[];
  readonly stretch: readonly Criterion[];
  /** What speaks for which experience; none of it gives points. */
  readonly levels: readonly Level[];
}

/** A level of experience, in words, and what in a submission speaks for it. */
interface Level {
  readonly level: "junior" | "mid" | "senior";
  readonly describes: string;
  readonly signals: readonly LevelSignal[];
}

export interface LevelSignal {
  readonly title: string;
  readonly checks: readonly CheckId[];
}

export interface Criterion {
  readonly id: string;
  readonly category: Category;
  readonly title: string;
  readonly points: number;
  readonly full: string;
  readonly half: string;
  readonly none: string;
  readonly checks: readonly CheckId[];
}

/** One record of a data set, as the API serves it. */
export type DataRecord = Readonly<Record<string, unknown>>;
