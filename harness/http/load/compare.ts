import { Pool } from "undici";
import type { LatencyComparison, LoadProbe, LoadTarget } from "../../types/load.ts";
import { type Random, seededRandom } from "../../types/random.ts";
import { openLoop, percentile, type Window } from "./open-loop.ts";

export interface LoadProbeOptions {
  readonly appUrl: string;
  /** Base URL of assay's reference app; asked for when the first comparison starts. */
  readonly referenceUrl: () => Promise<string>;
  readonly authorization: string | undefined;
  readonly seed: number;
}

/** One row by primary key: what `docker/reference` answers. */
const referencePath = "/row/42";
/** Long enough that a p95 of one window means something at 40 requests a second. */
const windowSeconds = 1;
const fewestPairs = 4;
/** Idle connections are given up before common servers close theirs (gunicorn: after 2 s). */
const poolOptions = { connections: 16, pipelining: 1, keepAliveTimeout: 500 };

/** Compares the app with the reference app in interleaved windows until the verdict is clear. */
export function loadProbe(options: LoadProbeOptions): LoadProbe {
  return {
    async compare(target, threshold, budgetMs) {
      const referenceUrl = await options.referenceUrl();
      const appHeaders = options.authorization === undefined ? {} : { authorization: options.authorization };
      const app = new Pool(options.appUrl, poolOptions);
      const reference = new Pool(referenceUrl, poolOptions);
      try {
        await Promise.all([warmUp(app, target.path, appHeaders), warmUp(reference, referencePath, {})]);
        const pairs: Pair[] = [];
        const random = seededRandom(options.seed, "latency bootstrap");
        const deadline = performance.now() + budgetMs;
        let comparison: LatencyComparison;
        do {
          pairs.push({
            reference: await openLoop(reference, windowOf(target, referencePath, {})),
            app: await openLoop(app, windowOf(target, target.path, appHeaders)),
          });
          comparison = summarise(pairs, random);
        } while (performance.now() < deadline && !isClear(comparison, threshold, pairs.length));
        return comparison;
      } finally {
        await Promise.all([app.close(), reference.close()]);
      }
    },
  };
}

interface Pair {
  readonly app: Window;
  readonly reference: Window;
}

function windowOf(target: LoadTarget, path: string, headers: Readonly<Record<string, string>>) {
  const { requestsPerSecond } = target;
  return { path, headers, requestsPerSecond, requests: Math.ceil(requestsPerSecond * windowSeconds) };
}

/** Brings workers, connection pools and caches to where they stay: a short burst, bounded by count. */
async function warmUp(pool: Pool, path: string, headers: Readonly<Record<string, string>>): Promise<void> {
  await openLoop(pool, { path, headers, requestsPerSecond: 100, requests: 100 });
}

function isClear({ interval: [low, high] }: LatencyComparison, threshold: number, pairs: number): boolean {
  return pairs >= fewestPairs && (high <= threshold || low > threshold);
}

function summarise(pairs: readonly Pair[], random: Random): LatencyComparison {
  const app = p95Of(pairs.map((pair) => pair.app));
  const reference = p95Of(pairs.map((pair) => pair.reference));
  return {
    ratio: app / reference,
    interval: bootstrapInterval(pairs, random),
    appP95Ms: app,
    referenceP95Ms: reference,
    windows: pairs.length,
    requests: pairs.reduce((total, pair) => total + pair.app.latenciesMs.length, 0),
    failures: pairs.reduce((total, pair) => total + pair.app.failures, 0),
    plot: {
      title: "Latency of each request, sorted",
      xLabel: "percentile",
      yLabel: "ms",
      series: [
        { name: "this app", points: percentileCurve(pairs.map((pair) => pair.app)) },
        { name: "reference app", points: percentileCurve(pairs.map((pair) => pair.reference)) },
      ],
    },
  };
}

function p95Of(windows: readonly Window[]): number {
  return percentile(pooled(windows), 0.95);
}

function pooled(windows: readonly Window[]): readonly number[] {
  return windows.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
}

/** 95 % interval of the ratio of p95s: 400 times, as many pairs of windows as there are, drawn with replacement. */
function bootstrapInterval(pairs: readonly Pair[], random: Random): readonly [number, number] {
  const ratios = Array.from({ length: 400 }, () => {
    const drawn = pairs.map(() => random.pick(pairs));
    return p95Of(drawn.map((pair) => pair.app)) / p95Of(drawn.map((pair) => pair.reference));
  }).sort((a, b) => a - b);
  return [percentile(ratios, 0.025), percentile(ratios, 0.975)];
}

function percentileCurve(windows: readonly Window[]): readonly (readonly [number, number])[] {
  const values = pooled(windows);
  return [1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 97, 99].map(
    (rank) => [rank, Math.round(percentile(values, rank / 100) * 100) / 100] as const,
  );
}
