import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "undici";
import type { LoadRequest } from "../../types/load.ts";

/** What one window of requests showed. */
export interface Window {
  /** Milliseconds from when each request was due (waiting for a connection included) to the end of its body, ascending. */
  readonly latenciesMs: readonly number[];
  /** What came instead of a complete 2xx answer, once for each such request. */
  readonly failures: readonly string[];
}

export interface WindowOptions {
  readonly next: () => LoadRequest;
  readonly requestsPerSecond: number;
  readonly requests: number;
}

/**
 * Sends requests at a fixed rate, each at its due time whether or not earlier ones have been answered (open loop): a stall
 * counts for every request that was due during it, so that nothing needs to be corrected for coordinated omission. (autocannon 9
 * sends each connection's share of a second at once and corrects with an interval of 1 ms whatever the rate, which reads a steady
 * 20 ms as far worse; and it stalls on servers that close each connection.)
 */
export async function openLoop(pool: Pool, options: WindowOptions): Promise<Window> {
  const intervalMs = 1000 / options.requestsPerSecond;
  const start = performance.now() + intervalMs;
  const latenciesMs: number[] = [];
  const failures: string[] = [];
  const one = async (dueMs: number): Promise<void> => {
    await sleep(Math.max(0, dueMs - performance.now()));
    // A timer fires up to a millisecond or two late: that is ours, not the app's.
    const sentMs = performance.now();
    const failure = await failureOf(pool, options.next);
    if (failure !== undefined) failures.push(failure);
    latenciesMs.push(performance.now() - sentMs);
  };
  await Promise.all(Array.from({ length: options.requests }, (_, index) => one(start + index * intervalMs)));
  return { latenciesMs: latenciesMs.sort((a, b) => a - b), failures };
}

/** An answer that takes longer is none. */
const mostMs = 10_000;

/** Milliseconds that one request takes by itself, whatever the answer is. */
export async function alone(pool: Pool, next: WindowOptions["next"]): Promise<number> {
  const sentMs = performance.now();
  await failureOf(pool, next);
  return performance.now() - sentMs;
}

/**
 * What came instead of a complete 2xx answer. Sent once more on a broken connection, as another request: a server may close an idle
 * one in the very moment it is used again.
 */
async function failureOf(pool: Pool, next: WindowOptions["next"], attempts = 2): Promise<string | undefined> {
  const signal = AbortSignal.timeout(mostMs);
  try {
    // Both timeouts begin anew with each byte: the signal is what bounds an answer that comes a byte a second.
    const response = await pool.request({ ...next(), headersTimeout: mostMs, bodyTimeout: mostMs, signal });
    await response.body.dump();
    const { statusCode } = response;
    return statusCode >= 200 && statusCode <= 299 ? undefined : `status ${statusCode}`;
  } catch {
    if (attempts > 1) return await failureOf(pool, next, attempts - 1);
    return signal.aborted ? `no complete answer within ${mostMs / 1000} s` : "a broken connection, twice in a row";
  }
}

/** The value at or below which `share` of the ascending values lie (nearest rank); NaN where there are none. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.max(0, Math.ceil(share * ascending.length) - 1))] ?? Number.NaN;
}
