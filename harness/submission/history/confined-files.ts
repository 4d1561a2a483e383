import { lstat, readdir, readFile } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { inflateSync } from "node:zlib";
import type { PromiseFsClient } from "isomorphic-git";
import { indexIsWhole, packWithin } from "./pack-bounds.ts";

/** Unpacked size of one loose object: above the largest file that intake takes, far below the machine's memory. */
const objectBytes = 80 * 1024 * 1024;

/** A pack is checked once, object by object, before anything is made of it. */
const packLimits = { objectBytes, allBytes: 2 * 1024 ** 3 };

/**
 * The files below a folder, to read only. A repository names files in its references and objects (`ref: ../../dev/zero`); here
 * such a name leads nowhere. Links are not followed, and an object or a pack that unpacks to too much is not there either.
 */
export function confinedFiles(root: string): PromiseFsClient {
  const top = resolve(root);
  const inside = (path: string): string => {
    const full = resolve(top, path);
    if (full !== top && !full.startsWith(top + sep)) throw missing(path);
    return full;
  };
  const describe = async (path: string): Promise<Awaited<ReturnType<typeof lstat>>> => lstat(inside(path));
  const refuse = async (path: string): Promise<never> => {
    throw Object.assign(new Error(`nothing is written: ${path}`), { code: "EROFS" });
  };
  return {
    promises: {
      async readFile(path: string, options?: { encoding?: BufferEncoding } | BufferEncoding) {
        const full = inside(path);
        if (!(await lstat(full)).isFile()) throw missing(path);
        const content = await readFile(full);
        if (isLooseObject(full) && !unpacksWithin(content, objectBytes)) throw missing(path);
        if (full.endsWith(".pack") && !packWithin(content, packLimits)) throw missing(path);
        if (full.endsWith(".idx") && !indexIsWhole(content)) throw missing(path);
        const encoding = typeof options === "string" ? options : options?.encoding;
        return encoding === undefined ? content : content.toString(encoding);
      },
      readdir: async (path: string) => readdir(inside(path)),
      stat: describe,
      lstat: describe,
      readlink: refuse,
      writeFile: refuse,
      unlink: refuse,
      mkdir: refuse,
      rmdir: refuse,
      symlink: refuse,
    },
  };
}

function missing(path: string): Error {
  return Object.assign(new Error(`no such file: ${path}`), { code: "ENOENT" });
}

function isLooseObject(path: string): boolean {
  return /[\\/]objects[\\/][0-9a-f]{2}[\\/][0-9a-f]{38}$/.test(path);
}

function unpacksWithin(content: Buffer, most: number): boolean {
  try {
    inflateSync(content, { maxOutputLength: most });
    return true;
  } catch {
    return false;
  }
}
