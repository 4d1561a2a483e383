import { Pool } from "undici";
import { connectAsCurl, curlHeaders } from "../../types/as-curl.ts";
import type { LatencyComparison, LoadProbe, LoadRequest, LoadTarget, Turn } from "../../types/load.ts";
import { type Random, seededRandom } from "../../types/random.ts";
import { alone, openLoop } from "./open-loop.ts";
import { type Pair, summarise } from "./summarise.ts";

export interface LoadProbeOptions {
  readonly appUrl: string;
  /** Base URL of assay's reference app; asked for when the first comparison starts. */
  readonly referenceUrl: () => Promise<string>;
  readonly authorization: string | undefined;
  readonly seed: number;
}

/** One row by primary key: what `docker/reference` answers. */
const referenceRow = (): LoadRequest => ({ method: "GET", path: "/row/42", headers: {} });
const referenceRate = 40;
/** Long enough that the p95 of a few windows means something at 40 requests a second. */
const windowSeconds = 0.6;
const fewestPairs = 4;
/** Fewer say enough where even the upper end of the interval lies so many times below the threshold; never against an app. */
const fewestFarBelow = { pairs: 3, times: 1.25 };
const fewestTurns = 3;
/** Idle connections are given up before common servers close theirs (gunicorn: after 2 s). */
const poolOptions = { connections: 16, pipelining: 1, keepAliveTimeout: 500, connect: connectAsCurl(10_000) };

/** A target as it is measured. */
interface Series {
  readonly target: LoadTarget;
  readonly pairs: Pair[];
  readonly random: Random;
}

/** Compares the app with the reference app in interleaved windows until the verdict on each target is clear. */
export function loadProbe(options: LoadProbeOptions): LoadProbe {
  return {
    async compare(targets, budgetMs) {
      const app = new Pool(options.appUrl, poolOptions);
      const reference = new Pool(await options.referenceUrl(), poolOptions);
      const series = targets.map((target) => seriesOf(target, options));
      try {
        await Promise.all([warmUp(reference, referenceRow), ...series.map(({ target }) => warmUp(app, target.next))]);
        const deadline = performance.now() + budgetMs;
        const results = new Map<string, LatencyComparison>();
        for (let open = series; open.length > 0; open = open.filter(({ target }) => !results.has(target.name))) {
          const beside = await openLoop(reference, windowOf(referenceRow, referenceRate));
          for (const { target, pairs, random } of open) {
            pairs.push({
              reference: beside,
              app: await openLoop(app, windowOf(target.next, target.requestsPerSecond)),
            });
            const comparison = summarise(pairs, random);
            if (performance.now() >= deadline || isClear(comparison, target.threshold))
              results.set(target.name, comparison);
          }
        }
        return results;
      } finally {
        await Promise.all([app.close(), reference.close()]);
      }
    },
    async inTurn(next, most, budgetMs) {
      const app = new Pool(options.appUrl, poolOptions);
      const reference = new Pool(await options.referenceUrl(), poolOptions);
      const request = authorised(next, options);
      const turns: Turn[] = [];
      try {
        await Promise.all([alone(app, request), alone(reference, referenceRow)]);
        const deadline = performance.now() + budgetMs;
        while (turns.length < fewestTurns || (turns.length < most && performance.now() < deadline)) {
          turns.push({ appMs: await alone(app, request), referenceMs: await alone(reference, referenceRow) });
        }
        return turns;
      } finally {
        await Promise.all([app.close(), reference.close()]);
      }
    },
  };
}

function seriesOf(target: LoadTarget, options: LoadProbeOptions): Series {
  const random = seededRandom(options.seed, `latency bootstrap, ${target.name}`);
  return { target: { ...target, next: authorised(target.next, options) }, pairs: [], random };
}

/** As every request to the app is, with and without load. */
function authorised(next: LoadTarget["next"], { authorization }: LoadProbeOptions): LoadTarget["next"] {
  const who = authorization === undefined ? {} : { Authorization: authorization };
  return () => {
    const request = next();
    return { ...request, headers: { ...who, ...Object.fromEntries(curlHeaders), ...request.headers } };
  };
}

function windowOf(next: LoadTarget["next"], requestsPerSecond: number) {
  return { next, requestsPerSecond, requests: Math.ceil(requestsPerSecond * windowSeconds) };
}

/** Brings workers, connection pools and caches to where they stay: a short burst, bounded by count. */
async function warmUp(pool: Pool, next: LoadTarget["next"]): Promise<void> {
  await openLoop(pool, { next, requestsPerSecond: 50, requests: 50 });
}

function isClear({ interval: [low, high], windows, failures }: LatencyComparison, threshold: number): boolean {
  if (windows >= fewestFarBelow.pairs && failures.length === 0 && high * fewestFarBelow.times <= threshold) return true;
  return windows >= fewestPairs && (high <= threshold || low > threshold || failures.length > 0);
}
