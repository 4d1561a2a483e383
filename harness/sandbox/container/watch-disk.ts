import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";

/** Why a container was stopped, in words that follow "it": undefined as long as it was not. */
export interface DiskWatch extends AsyncDisposable {
  readonly over: string | undefined;
}

const pauseMs = 500;
/**
 * The engine adds up bytes by walking over what was written: so many milliseconds are tens of thousands of files. To list them it
 * compares the whole image, which takes half a second of computing: only then, and again when the walk has become as long as it would
 * be, going by the last list, shortly before there are too many, and by this much longer at least.
 */
const longWalkMs = 100;
const shortlyBefore = 0.9;
const longerTimes = 1.1;
const leastPart = 0.01;
const mostPausedMs = 2_000;
/** Names are counted by the length of their list: some 100,000 files. Empty ones take no bytes, and can still fill a disk. */
const longestList = 3 * 1024 * 1024;

/**
 * Kills a container that writes more than `mostBytes`, or more files than anybody needs, into its own layer: overlay2 has no quota
 * on most disks. Volumes and /tmp have sizes of their own.
 */
export function watchDisk(docker: Docker, container: Docker.Container, mostBytes: number): DiskWatch {
  const stop = new AbortController();
  let over: string | undefined;
  const watching = (async () => {
    let longMs = longWalkMs;
    while (!stop.signal.aborted && over === undefined) {
      await sleep(pauseMs, undefined, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      const walked = await walk(docker, container.id);
      // Gone, or an engine that does not answer: whoever waits for the container learns of it.
      if (walked === undefined) return;
      if (walked.bytes > mostBytes) over = `wrote more than ${Math.round(mostBytes / 1_000_000)} MB to the disk`;
      else if (walked.ms > longMs) {
        const ms = Math.min(walked.ms, await walkAlone(docker, container.id));
        if (ms > longMs) {
          const part = await whilePaused(container, () => partOfTooMany(container));
          if (part >= 1) over = "wrote more than some 100,000 files to the disk";
          longMs = ms * Math.max(longerTimes, shortlyBefore / Math.max(part, leastPart));
        }
      }
      if (over !== undefined) await container.kill().catch(() => undefined);
    }
  })();
  return {
    get over() {
      return over;
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await watching;
    },
  };
}

/** What the container wrote, and how long the engine walked; undefined where it is gone. */
async function walk(docker: Docker, id: string): Promise<{ readonly bytes: number; readonly ms: number } | undefined> {
  const asked = performance.now();
  const [info] = await containersOf(docker, id, true);
  return info === undefined ? undefined : { bytes: sizeRwOf(info), ms: performance.now() - asked };
}

/** Milliseconds of the walk alone: a busy machine takes as long for the same request without it. The least of two; 0 where it is gone. */
async function walkAlone(docker: Docker, id: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 2; turn += 1) {
    const asked = performance.now();
    await containersOf(docker, id, false);
    const without = performance.now() - asked;
    least = Math.min(least, ((await walk(docker, id))?.ms ?? 0) - without);
  }
  return least;
}

async function containersOf(docker: Docker, id: string, size: boolean): Promise<readonly Docker.ContainerInfo[]> {
  const filters = JSON.stringify({ id: [id] });
  return await docker.listContainers({ filters, size }).catch(() => []);
}

/** The engine gives it where it is asked for sizes; the types don't know. */
export function sizeRwOf(container: object): number {
  return "SizeRw" in container && typeof container.SizeRw === "number" ? container.SizeRw : 0;
}

/** Who goes on making files would make the list of them take longer and longer; nobody sleeps for longer than a moment for it. */
async function whilePaused<T>(container: Docker.Container, action: () => Promise<T>): Promise<T> {
  const wake = async (): Promise<void> => void (await container.unpause().catch(() => undefined));
  await container.pause().catch(() => undefined);
  const atLast = setTimeout(() => void wake(), mostPausedMs);
  try {
    return await action();
  } finally {
    clearTimeout(atLast);
    await wake();
  }
}

/** 1 and more: it made too many files. */
async function partOfTooMany(container: Docker.Container): Promise<number> {
  const stream = await new Promise<NodeJS.ReadableStream | undefined>((resolve) => {
    const options = {
      path: `/containers/${container.id}/changes`,
      method: "GET",
      isStream: true,
      statusCodes: { 200: true },
    };
    container.modem.dial(options, (error: unknown, found: unknown) => {
      resolve(error ? undefined : (found as NodeJS.ReadableStream));
    });
  });
  if (stream === undefined) return 0;
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > longestList) break;
  }
  return bytes / longestList;
}
