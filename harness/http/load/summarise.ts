import type { LatencyComparison } from "../../types/load.ts";
import type { Random } from "../../types/random.ts";
import { percentile, type Window } from "./open-loop.ts";

/** A window of the app and the one of the reference app beside it. */
export interface Pair {
  readonly app: Window;
  readonly reference: Window;
}

/** What the windows say together. */
export function summarise(pairs: readonly Pair[], random: Random): LatencyComparison {
  const app = p95Of(pairs.map((pair) => pair.app));
  const reference = p95Of(pairs.map((pair) => pair.reference));
  return {
    ratio: app / reference,
    interval: bootstrapInterval(pairs, random),
    appP95Ms: app,
    referenceP95Ms: reference,
    windows: pairs.length,
    requests: pairs.reduce((total, pair) => total + pair.app.latenciesMs.length, 0),
    failures: pairs.flatMap((pair) => pair.app.failures),
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
