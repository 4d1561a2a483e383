import type { Plot } from "./outcome.ts";

/** One GET at a fixed rate. */
export interface LoadTarget {
  readonly path: string;
  readonly requestsPerSecond: number;
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
  /** Answers of the app that were not 2xx, and connections that broke. */
  readonly failures: number;
  readonly plot: Plot;
}

export interface LoadProbe {
  /** Adds windows until the interval lies on one side of `threshold`, or `budgetMs` is spent. */
  compare(target: LoadTarget, threshold: number, budgetMs: number): Promise<LatencyComparison>;
}
