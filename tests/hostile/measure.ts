import { readFile, statfs } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Scorecard } from "../../harness/types/scorecard.ts";

/** What one hostile submission did to this machine while it was graded. Others may use it, too: to look at, not to assert on. */
interface Row {
  readonly attack: string;
  readonly seconds: number;
  /** The most that available memory and free disk fell below what they were at the beginning. */
  readonly memoryMb: number;
  readonly diskMb: number;
  readonly leftovers: number;
  /** What became of a good submission that was graded right after it. */
  readonly next: string;
}

interface Measured {
  readonly card: Scorecard;
  readonly seconds: number;
  readonly leftovers: number;
  /** How much more memory this process has than before it graded. */
  readonly grownBytes: number;
}

const rows: Row[] = [];
const pauseMs = 200;

/** Grades a hostile submission and watches memory and the disk of `folder` meanwhile; then grades the next one. */
export async function measured(
  folder: string,
  actions: {
    readonly grade: () => Promise<Scorecard>;
    readonly leftoversOf: (card: Scorecard) => Promise<number>;
    /** Gives what became of the next one, in a word. */
    readonly gradeNext: () => Promise<string>;
  },
): Promise<Measured> {
  const before = await free(folder);
  const lowest = { ...before };
  const stop = new AbortController();
  const watching = (async () => {
    while (!stop.signal.aborted) {
      const now = await free(folder);
      lowest.memory = Math.min(lowest.memory, now.memory);
      lowest.disk = Math.min(lowest.disk, now.disk);
      await sleep(pauseMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  const begun = performance.now();
  const { rss } = process.memoryUsage();
  let card: Scorecard;
  try {
    card = await actions.grade();
  } finally {
    stop.abort();
    await watching;
  }
  const seconds = secondsSince(begun);
  const grownBytes = process.memoryUsage().rss - rss;
  const leftovers = await actions.leftoversOf(card);
  const nextBegun = performance.now();
  const next = await actions.gradeNext();
  rows.push({
    attack: expect.getState().currentTestName ?? "",
    seconds,
    memoryMb: megabytes(before.memory - lowest.memory),
    diskMb: megabytes(before.disk - lowest.disk),
    leftovers,
    next: `${next}, ${secondsSince(nextBegun)} s`,
  });
  return { card, seconds, leftovers, grownBytes };
}

/** Prints what was measured so far, and begins anew. For `afterAll`. */
export function printMeasured(): void {
  const lines = rows.map(
    ({ attack, seconds, memoryMb, diskMb, leftovers, next }) =>
      `${String(seconds).padStart(7)} s ${String(memoryMb).padStart(6)} MB ${String(diskMb).padStart(6)} MB ${String(leftovers).padStart(5)}  ${next.padEnd(19)} ${attack}`,
  );
  process.stdout.write(["     time    memory      disk  left  the next one        attack", ...lines, ""].join("\n"));
  rows.length = 0;
}

/** To a tenth. */
function secondsSince(begun: number): number {
  return Math.round((performance.now() - begun) / 100) / 10;
}

async function free(folder: string): Promise<{ memory: number; disk: number }> {
  const [text, { bavail, bsize }] = await Promise.all([
    readFile("/proc/meminfo", "utf8").catch(() => ""),
    statfs(folder),
  ]);
  return { memory: Number(/^MemAvailable:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024, disk: bavail * bsize };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
