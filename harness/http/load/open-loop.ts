import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "undici";

/** What one window of requests showed. */
export interface Window {
  /** Milliseconds from when each request was due (waiting for a connection included) to the end of its body, ascending. */
  readonly latenciesMs: readonly number[];
  /** Requests without a complete 2xx answer. */
  readonly failures: number;
}

export interface WindowOptions {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestsPerSecond: number;
  readonly requests: number;
}

/**
 * Sends GET requests at a fixed rate, each at its due time whether or not earlier ones have been answered (open loop): a stall
 * counts for every request that was due during it, so that nothing needs to be corrected for coordinated omission. (autocannon 9
 * sends each connection's share of a second at once and corrects with an interval of 1 ms whatever the rate, which reads a steady
 * 20 ms as far worse; and it stalls on servers that close each connection.)
 */
export async function openLoop(pool: Pool, options: WindowOptions): Promise<Window> {
  const intervalMs = 1000 / options.requestsPerSecond;
  const start = performance.now() + intervalMs;
  const latenciesMs: number[] = [];
  let failures = 0;
  const one = async (dueMs: number): Promise<void> => {
    await sleep(Math.max(0, dueMs - performance.now()));
    // A timer fires up to a millisecond or two late: that is ours, not the app's.
    const sentMs = performance.now();
    if (!(await answers2xx(pool, { path: options.path, headers: options.headers }))) failures += 1;
    latenciesMs.push(performance.now() - sentMs);
  };
  await Promise.all(Array.from({ length: options.requests }, (_, index) => one(start + index * intervalMs)));
  return { latenciesMs: latenciesMs.sort((a, b) => a - b), failures };
}

/** An answer that takes longer is none. */
const mostMs = 10_000;

/** One GET. Sent once more on a broken connection: a server may close an idle one in the very moment it is used again. */
async function answers2xx(pool: Pool, target: Pick<WindowOptions, "path" | "headers">, attempts = 2): Promise<boolean> {
  try {
    // Both timeouts begin anew with each byte: the signal is what bounds an answer that comes a byte a second.
    const bounds = { headersTimeout: mostMs, bodyTimeout: mostMs, signal: AbortSignal.timeout(mostMs) };
    const response = await pool.request({ ...target, ...bounds, method: "GET" });
    await response.body.dump();
    return response.statusCode >= 200 && response.statusCode <= 299;
  } catch {
    return attempts > 1 && (await answers2xx(pool, target, attempts - 1));
  }
}

/** The value at or below which `share` of the ascending values lie (nearest rank); NaN where there are none. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.max(0, Math.ceil(share * ascending.length) - 1))] ?? Number.NaN;
}
