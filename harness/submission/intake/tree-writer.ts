import { createWriteStream } from "node:fs";
import { chmod, copyFile, mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InputError, messageOf } from "../../types/errors.ts";
import type { Tally } from "./limits.ts";

/** A symbolic link that was seen; links are made last, so that nothing is ever written through one. */
export interface SeenLink {
  readonly path: string;
  readonly target: string;
}

/** Where the entries of a folder, an archive or a commit go. Every limit is kept here. Paths are safe and relative. */
export interface TreeWriter {
  readonly root: string;
  readonly links: readonly SeenLink[];
  readonly notices: readonly string[];
  folder(path: string): Promise<void>;
  /** Writes a file from chunks or from bytes. Throws InputError at a limit, and where two entries have one name. */
  file(path: string, content: AsyncIterable<Uint8Array> | Uint8Array, executable: boolean): Promise<void>;
  /** Copies a file that lies on this machine. */
  copy(path: string, from: string, bytes: number, executable: boolean): Promise<void>;
  link(path: string, target: string): void;
  /** A second name for a file that has been written already: becomes a copy. */
  again(path: string, written: string): Promise<void>;
  /** Leaves an entry out and says so. */
  drop(path: string, why: string): void;
  notice(text: string): void;
}

/** Writes into `root`, which must be an empty folder. */
export function treeWriter(source: string, root: string, tally: Tally, signal: AbortSignal): TreeWriter {
  const links: SeenLink[] = [];
  const notices: string[] = [];
  const place = async (path: string): Promise<string> => {
    signal.throwIfAborted();
    tally.entry(path);
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    return target;
  };
  const modeOf = (executable: boolean): number => (executable ? 0o755 : 0o644);
  const clash = (path: string, error: unknown): InputError =>
    new InputError(`${source} has an entry that can't be written: ${messageOf(error)}.`, {
      where: source,
      found: path,
      cause: error,
    });

  return {
    root,
    links,
    notices,
    async folder(path) {
      if (path === "") return;
      signal.throwIfAborted();
      tally.entry(path);
      await mkdir(join(root, path), { recursive: true }).catch((error: unknown) => {
        throw clash(path, error);
      });
    },
    async file(path, content, executable) {
      const target = await place(path).catch((error: unknown) => {
        throw error instanceof InputError ? error : clash(path, error);
      });
      const stream = createWriteStream(target, { flags: "wx", mode: modeOf(executable) });
      try {
        await pipeline(content instanceof Uint8Array ? [content] : content, counted(path, tally), stream, { signal });
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof InputError ? error : clash(path, error);
      }
    },
    async copy(path, from, bytes, executable) {
      tally.bytes(path, bytes, bytes);
      const target = await place(path);
      await copyFile(from, target);
      await chmod(target, modeOf(executable));
    },
    link(path, target) {
      tally.entry(path);
      links.push({ path, target });
    },
    async again(path, written) {
      const from = join(root, written);
      const { size, mode } = await stat(from).catch((error: unknown) => {
        throw clash(path, error);
      });
      await this.copy(path, from, size, (mode & 0o100) !== 0);
    },
    drop(path, why) {
      tally.entry(path);
      notices.push(`${path} was left out: ${why}.`);
    },
    notice(text) {
      notices.push(text);
    },
  };
}

function counted(path: string, tally: Tally): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      sum += chunk.byteLength;
      try {
        tally.bytes(path, chunk.byteLength, sum);
        done(null, chunk);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}
