import { readFile, statfs } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";

/** What one hostile submission did to this machine while it was graded. Others may use it, too: to look at, not to assert on. */
interface Row {
  readonly attack: string;
  readonly seconds: number;
  /** The most that available memory and free disk fell below what they were at the beginning. */
  readonly memoryMb: number;
  readonly diskMb: number;
  readonly leftovers: number;
}

const rows: Row[] = [];
const pauseMs = 200;

/** Runs an action and watches memory and the disk of `folder`; gives its result and how long it took. */
export async function measured<T>(
  folder: string,
  action: () => Promise<T>,
  leftoversOf: (result: T) => Promise<number>,
): Promise<{ readonly result: T; readonly seconds: number; readonly leftovers: number }> {
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
  try {
    const result = await action();
    const seconds = (performance.now() - begun) / 1000;
    const leftovers = await leftoversOf(result);
    const [memoryMb, diskMb] = [before.memory - lowest.memory, before.disk - lowest.disk].map(megabytes);
    const attack = expect.getState().currentTestName ?? "";
    rows.push({
      attack,
      seconds: Math.round(seconds * 10) / 10,
      memoryMb: memoryMb ?? 0,
      diskMb: diskMb ?? 0,
      leftovers,
    });
    return { result, seconds, leftovers };
  } finally {
    stop.abort();
    await watching;
  }
}

/** Prints what was measured so far, and begins anew. For `afterAll`. */
export function printMeasured(): void {
  const lines = rows.map(
    ({ attack, seconds, memoryMb, diskMb, leftovers }) =>
      `${String(seconds).padStart(7)} s ${String(memoryMb).padStart(6)} MB ${String(diskMb).padStart(6)} MB ${String(leftovers).padStart(5)}  ${attack}`,
  );
  process.stdout.write(["     time    memory      disk  left  attack", ...lines, ""].join("\n"));
  rows.length = 0;
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
