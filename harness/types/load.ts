import type { Plot } from "./outcome.ts";

/** A request as it is sent, credentials apart. */
export interface LoadRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Requests of one kind at a fixed rate. */
export interface LoadTarget {
  readonly name: string;
  /** The next request: a write is another one each time. */
  readonly next: () => LoadRequest;
  readonly requestsPerSecond: number;
  /** The bound of the ratio to the reference app: windows are added until it is clear on which side of it the app lies. */
  readonly threshold: number;
}

/** The app beside assay's reference app, in interleaved windows of the same length and rate. */
export interface LatencyComparison {
  /** p95 of the app over p95 of the reference; coordinated omission corrected. */
  readonly ratio: number;
  /** 95 % confidence interval of the ratio. */
  readonly interval: readonly [low: number, high: number];
  readonly appP95Ms: number;
  readonly referenceP95Ms: number;
  readonly windows: number;
  readonly requests: number;
  /** What came instead of an answer with 2xx, once for each time: "status 503". */
  readonly failures: readonly string[];
  readonly plot: Plot;
}

/** How long a request to the app and one to the reference app took, one right after the other, nothing else at the same time. */
export interface Turn {
  readonly appMs: number;
  readonly referenceMs: number;
}

export interface LoadProbe {
  /**
   * Compares each target with the reference app, all of them in turn and after one warm-up. Adds windows of those whose interval does
   * not lie on one side of its threshold yet, until `budgetMs` is spent. Gives a comparison for each name.
   */
  compare(targets: readonly LoadTarget[], budgetMs: number): Promise<ReadonlyMap<string, LatencyComparison>>;
  /** Takes turns, at most so many, and no more once `budgetMs` is spent; at least three. */
  inTurn(next: LoadTarget["next"], most: number, budgetMs: number): Promise<readonly Turn[]>;
}
