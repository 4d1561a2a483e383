import type { CheckId, Outcome, SourcePlace } from "./outcome.ts";

/** The five categories that points are given in, in the order reports show them. */
export const categories = ["correctness", "design", "tests", "docs", "operations"] as const;
export type Category = (typeof categories)[number];

/**
 * The graded result: the only thing that reports read. Plain JSON, described by `specs/scorecard.schema.json`;
 * the same scorecard gives the same report, byte for byte.
 */
export interface Scorecard {
  readonly format: "assay-scorecard/1";
  readonly assayVersion: string;
  readonly brief: { readonly id: string; readonly title: string; readonly sha256: string };
  readonly submission: SubmissionSummary;
  readonly run: RunSummary;
  readonly totals: Totals;
  readonly categories: readonly CategoryScore[];
  /** Stretch criteria: bonus, never a deduction; not in `totals.points`. */
  readonly stretch: readonly CriterionScore[];
  /** Every check that was run or considered, in catalogue order. */
  readonly checks: readonly CheckResult[];
  /** What speaks for which experience, by the rubric: never points, never a sum. Absent where the rubric names nothing. */
  readonly levels?: readonly LevelSignals[];
  /** What to ask the author in an interview, about this code: an aid, never points. At most eight. */
  readonly questions: readonly Question[];
  /** The limits that the submission ran under. */
  readonly limits: Limits;
  /** What is installed in the submission's image, sorted; absent where it was not looked into. */
  readonly packages?: readonly InstalledPackage[];
}

/** A package of an image: Python's by its normalised name (PEP 503), Debian's with its architecture. */
export interface InstalledPackage {
  readonly kind: "python" | "debian";
  readonly name: string;
  readonly version: string;
  readonly architecture?: string;
}

interface SubmissionSummary {
  /** As given by the user: folder, URL or archive; a folder's own name for display. */
  readonly name: string;
  readonly source: string;
  readonly commit?: string;
  readonly files: number;
  readonly bytes: number;
  /** What intake left out or noticed (links that lead out, device files, a committed virtual environment). */
  readonly notices: readonly string[];
}

export interface RunSummary {
  readonly id: string;
  readonly seed: number;
  /** ISO 8601 with offset. */
  readonly startedAt: string;
  readonly runtime: "docker" | "url" | "none";
  readonly stages: readonly StageTiming[];
  /** True when an outcome is `inconclusive`: the points are a lower bound for what was decided. */
  readonly incomplete: boolean;
  /** What a reader should know about this run: fallbacks used (default Dockerfile, detected port), harness trouble. */
  readonly notices: readonly string[];
}

/** A step of the pipeline: when it began (ms since the run's start) and how long it took. */
export interface StageTiming {
  readonly name: string;
  readonly startMs: number;
  readonly durationMs: number;
  /** The cores that the app was held to, as the engine numbers them ("1", "2-3"); absent where it ran wherever there was room. */
  readonly cores?: string;
}

export interface Totals {
  /** Points earned among `decided`. */
  readonly points: number;
  /** Points of criteria that could be decided (not inconclusive, not outside this way of running). */
  readonly decided: number;
  /** Points the rubric offers: 100. */
  readonly possible: number;
  readonly stretch: number;
}

export interface CategoryScore {
  readonly category: Category;
  readonly points: number;
  readonly decided: number;
  readonly possible: number;
  readonly criteria: readonly CriterionScore[];
}

export interface CriterionScore {
  readonly id: string;
  readonly title: string;
  readonly possible: number;
  /** Undefined where it could not be decided. Rounded to half points, in the candidate's favour. */
  readonly points: number | undefined;
  readonly level: "full" | "part" | "none" | "undecided";
  /** What full, half and no points look like, from the rubric. */
  readonly describes: { readonly full: string; readonly half: string; readonly none: string };
  readonly checks: readonly CheckId[];
  /** One line: why these points. */
  readonly reason: string;
}

export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  readonly why: string;
  /** What to do about a failure, for the candidate. */
  readonly hint: string;
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** True when no criterion of the rubric uses it: it informs, and costs nothing. */
  readonly advisory: boolean;
}

/** The signals of one level of experience, each to be looked at by itself. */
export interface LevelSignals {
  readonly level: "junior" | "mid" | "senior";
  readonly describes: string;
  readonly signals: readonly Signal[];
}

export interface Signal {
  readonly title: string;
  readonly state: SignalState;
  /** Their outcomes are the evidence. */
  readonly checks: readonly CheckId[];
}

/** `open`: none of its checks was asked for, or could be decided. */
export type SignalState = "shown" | "partly" | "not-shown" | "open";

/** A question about one place of the submission: easy for its author, hard for anyone else. */
export interface Question {
  readonly text: string;
  readonly place: SourcePlace;
  /** The check whose finding it is about; undefined where it is about something done well. */
  readonly check?: CheckId;
}

/** Limits on the submission's containers; sizes in bytes, times in seconds. */
export interface Limits {
  readonly buildSeconds: number;
  readonly buildMemoryBytes: number;
  readonly imageBytes: number;
  readonly bootSeconds: number;
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly pids: number;
  readonly tmpBytes: number;
  /** Written outside `/tmp` and volumes by the app, where its root has to be writable, or by its tests. */
  readonly diskBytes: number;
  /** Waited for the app's answers, all in all. */
  readonly answerSeconds: number;
  readonly testSeconds: number;
}
