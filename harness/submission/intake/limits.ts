import { InputError } from "../../types/errors.ts";

/** What intake takes in at most. Sizes in bytes after unpacking. */
export interface IntakeLimits {
  readonly files: number;
  readonly totalBytes: number;
  readonly fileBytes: number;
  /** Folders above a file. */
  readonly depth: number;
  readonly pathBytes: number;
  /** The repository's objects and references, apart from the files. */
  readonly historyFiles: number;
  readonly historyBytes: number;
  readonly cloneSeconds: number;
}

const MiB = 1024 * 1024;

/** Published in the README: far above any take-home, far below what would trouble the machine. */
export const defaultIntakeLimits: IntakeLimits = {
  files: 20_000,
  totalBytes: 512 * MiB,
  fileBytes: 64 * MiB,
  depth: 40,
  pathBytes: 1024,
  historyFiles: 50_000,
  historyBytes: 256 * MiB,
  cloneSeconds: 120,
};

/** Counts what has been taken in, and refuses the entry that goes over a limit. */
export interface Tally {
  /** An entry of an archive or a folder, before anything is written. Throws InputError. */
  entry(path: string): void;
  /** Bytes of a file, as they arrive; `ofFile` is the file's sum so far. Throws InputError. */
  bytes(path: string, count: number, ofFile: number): void;
}

/** A tally for one intake. `source` is what errors name. */
export function tallyFor(source: string, limits: IntakeLimits): Tally {
  const tree = { entries: 0, bytes: 0 };
  const history = { entries: 0, bytes: 0 };
  const refuse = (path: string, limit: string): never => {
    throw new InputError(`${source} is larger than assay takes in: at most ${limit}.`, {
      where: source,
      found: shortened(path),
      expected: `at most ${limit}`,
    });
  };
  return {
    entry(path) {
      if (Buffer.byteLength(path) > limits.pathBytes) refuse(path, `${limits.pathBytes} bytes in a path`);
      if (path.split("/").length - 1 > limits.depth) refuse(path, `${limits.depth} folders above a file`);
      const inHistory = isHistory(path);
      const sum = inHistory ? history : tree;
      const most = inHistory ? limits.historyFiles : limits.files;
      sum.entries += 1;
      if (sum.entries > most) refuse(path, `${grouped(most)} files${inHistory ? " in .git" : ""}`);
    },
    bytes(path, count, ofFile) {
      const inHistory = isHistory(path);
      const sum = inHistory ? history : tree;
      const most = inHistory ? limits.historyBytes : limits.totalBytes;
      sum.bytes += count;
      if (!inHistory && ofFile > limits.fileBytes) refuse(path, `${grouped(limits.fileBytes)} bytes in a file`);
      if (sum.bytes > most) refuse(path, `${grouped(most)} bytes in all${inHistory ? " of .git" : ""}`);
    },
  };
}

/** True for what lies in the submission's own `.git`, at the top or under an archive's single top folder. */
function isHistory(path: string): boolean {
  return path.split("/").slice(0, 2).includes(".git");
}

function shortened(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200)}... (${path.length} characters)` : path;
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
