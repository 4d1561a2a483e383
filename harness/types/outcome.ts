import type { Exchange } from "./exchange.ts";

/** `category.name`, for example `pagination.each-record-once`. */
export type CheckId = `${string}.${string}`;

/** The evidence under a failed check: enough to see the fault without asking anyone. */
export interface Finding {
  /** One sentence: what is wrong. Candidate text inside it is quoted, and inert in every report. */
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
  /** Smallest request that shows it. */
  readonly curl?: string;
  /** The exchanges that matter, in order; cut where long. */
  readonly exchanges?: readonly Exchange[];
  readonly place?: SourcePlace;
  /** Log lines, build output, a diff: shown as preformatted text. */
  readonly detail?: string;
  /** Two findings with the same cause are one fault (de-duplication). Default: the message. */
  readonly cause?: string;
}

/** A place in the submission. `line` and `column` start at 1; `path` is relative to the submission's root, with `/`. */
export interface SourcePlace {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly commit?: string;
}

/** A number that a report can show or draw, for example `{ name: "p95", value: 12.4, unit: "ms" }`. */
interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** A plot for the report: one line per series, `x` ascending. */
export interface Plot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Both axes logarithmic; every number is more than 0 then. Default: linear, y from 0. */
  readonly scale?: "log";
  readonly series: readonly { readonly name: string; readonly points: readonly (readonly [x: number, y: number])[] }[];
}

/** What was done to the app, and what was seen of it meanwhile: the evidence of a disturbance, also where it passed. */
export interface TimeLine {
  /** What happened, as a noun: "Database away". */
  readonly title: string;
  /** What the brief promises of it, with the published times. */
  readonly promised: string;
  /** The times that matter, in a few words: "recovered in 0.4 s". */
  readonly summary: string;
  /** Ascending; at most 20. */
  readonly events: readonly TimeLineEvent[];
}

export interface TimeLineEvent {
  /** Milliseconds since the first event. */
  readonly atMs: number;
  /** `done`: by assay. Seen of the app: `kept`, as promised; `broken`, against it; `seen`, neither. */
  readonly kind: "done" | "kept" | "broken" | "seen";
  /** At most 120 characters. */
  readonly what: string;
  /** How often the same was seen before anything else was; default: once. */
  readonly times?: number;
}

interface Evidence {
  readonly measurements?: readonly Measurement[];
  readonly plot?: Plot;
  readonly timeLine?: TimeLine;
  /** What was looked at, in one line: "4 operations, 23 requests". */
  readonly examined?: string;
}

/** What a check says. `share` is the part that conforms, 0 to 1: it is what a criterion's points are computed from. */
export type Outcome =
  | (Evidence & { readonly verdict: "passed" })
  | (Evidence & { readonly verdict: "failed"; readonly share: number; readonly findings: readonly Finding[] })
  /** A prerequisite failed: `by` is the check whose failure stands in the way. */
  | { readonly verdict: "blocked"; readonly by: CheckId; readonly reason: string }
  /** The brief does not ask for it, or this way of running can't see it. */
  | { readonly verdict: "not-applicable"; readonly reason: string }
  /** The harness or the machine is at fault: never costs the candidate a point, and makes the grade incomplete. */
  | { readonly verdict: "inconclusive"; readonly reason: string };

export type Verdict = Outcome["verdict"];

/** The part of what was examined that conforms, 0 to 1; undefined where nothing was decided. */
export function shareOf(outcome: Outcome): number | undefined {
  switch (outcome.verdict) {
    case "passed":
      return 1;
    case "failed":
      return outcome.share;
    case "blocked":
    case "not-applicable":
    case "inconclusive":
      return undefined;
  }
}
