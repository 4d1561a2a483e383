import type { LatencyComparison, LoadProbe, LoadTarget } from "../../types/load.ts";
import type { StageContexts } from "../check.ts";
import { type Kind, type Prepared, prepare } from "./requests.ts";

/** What the windows of one kind of requests showed. */
export interface Measured {
  readonly comparison: LatencyComparison;
  readonly curl: string;
}

type Context = StageContexts["load"];

/** Enough for 14 rounds of all three kinds; where everything is clear, four are made. */
const budgetMs = 50_000;

/** One measurement serves all checks of a run. */
const measurements = new WeakMap<LoadProbe, Promise<ReadonlyMap<Kind, Measured>>>();

/**
 * Reads, lists and writes under load, as far as the brief publishes targets. A kind that is not answered with 2xx when asked once is
 * left out: load is not what it fails of. Throws PrerequisiteFailed where no record can be created.
 */
export function measured(context: Context): Promise<ReadonlyMap<Kind, Measured>> {
  const known = measurements.get(context.load) ?? measure(context);
  measurements.set(context.load, known);
  return known;
}

async function measure(context: Context): Promise<ReadonlyMap<Kind, Measured>> {
  const { brief, load } = context;
  const prepared: Prepared[] = [];
  const targets: LoadTarget[] = [];
  for (const kind of ["read", "list", "write"] as const) {
    const target = brief.latency?.[kind];
    if (target === undefined) continue;
    const each = await prepare[kind](context);
    const { status } = each.first.response;
    if (status < 200 || status > 299) continue;
    prepared.push(each);
    const { requestsPerSecond, atMostTimesReference: threshold } = target;
    targets.push({ name: kind, next: each.next, requestsPerSecond, threshold });
  }
  const comparisons = await load.compare(targets, budgetMs);
  return new Map(
    prepared.flatMap(({ kind, first }) => {
      const comparison = comparisons.get(kind);
      return comparison === undefined ? [] : [[kind, { comparison, curl: first.curl }] as const];
    }),
  );
}
