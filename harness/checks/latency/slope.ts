import type { Turn } from "../../types/load.ts";
import type { Random } from "../../types/random.ts";
import { percentile } from "../../http/load/open-loop.ts";
import type { Cost } from "./growth.ts";

/**
 * How a cost grows with the number of records: the exponent of it, as the slope of a straight line through the logarithms (least
 * squares). 0: not at all; 1: in step with the records.
 */
export function slopeOf(points: readonly (readonly [records: number, cost: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const middle = (at: 0 | 1): number => logs.reduce((sum, each) => sum + each[at], 0) / logs.length;
  const [x, y] = [middle(0), middle(1)];
  const spread = logs.reduce((sum, each) => sum + (each[0] - x) ** 2, 0);
  return spread === 0 ? 0 : logs.reduce((sum, each) => sum + (each[0] - x) * (each[1] - y), 0) / spread;
}

export function slopeOfPages(costs: readonly Cost[]): number {
  // A page more or less of one that looks at none at all is no growth.
  return slopeOf(costs.map(({ records, pages }) => [records, pages + 1]));
}

/**
 * 95 % interval of the slope of the time, in which the reference app's own time at each size takes out what the machine did
 * meanwhile: 400 times, as many turns of each size as there are, drawn with replacement.
 */
export function slopeOfTime(costs: readonly Cost[], random: Random): readonly [low: number, high: number] {
  const slopes = Array.from({ length: 400 }, () =>
    slopeOf(
      costs.map(({ records, turns }) => {
        const drawn = turns.map(() => random.pick(turns));
        return [records, medianOf(drawn, "appMs") / medianOf(drawn, "referenceMs")] as const;
      }),
    ),
  ).sort((a, b) => a - b);
  return [percentile(slopes, 0.025), percentile(slopes, 0.975)];
}

export function medianOf(turns: readonly Turn[], of: keyof Turn): number {
  return percentile(
    turns.map((turn) => turn[of]).sort((a, b) => a - b),
    0.5,
  );
}
