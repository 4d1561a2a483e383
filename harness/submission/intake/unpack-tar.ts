import { createReadStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import tar from "tar-stream";
import { InputError, messageOf } from "../../types/errors.ts";
import type { IntakeLimits } from "./limits.ts";
import { refuseLinkOutside } from "./links.ts";
import { safePath } from "./safe-path.ts";
import type { TreeWriter } from "./tree-writer.ts";

export interface Unpacking {
  readonly source: string;
  readonly path: string;
  readonly limits: IntakeLimits;
  readonly signal: AbortSignal;
}

/** Unpacks a .tar or .tar.gz. Throws InputError for a damaged archive and for an entry that leads outside. */
export async function unpackTar(unpacking: Unpacking, compressed: boolean, writer: TreeWriter): Promise<void> {
  const extract = tar.extract();
  const { source, path, limits, signal } = unpacking;
  const stages = compressed ? [createGunzip()] : [];
  const feeding = pipeline([createReadStream(path), ...stages, bounded(source, limits), extract], { signal });
  // Its error reaches us through the loop below; without this line it would also count as unhandled.
  feeding.catch(() => {});
  try {
    for await (const entry of extract) {
      await takeEntry(source, entry.header, bytesOf(entry), writer);
      entry.resume();
    }
    await feeding;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof InputError) throw error;
    throw new InputError(`${source} can't be unpacked: ${messageOf(error)}`, {
      where: source,
      expected: "a whole .tar or .tar.gz archive",
      cause: error,
    });
  }
}

async function takeEntry(
  source: string,
  header: tar.Header,
  content: AsyncIterable<Uint8Array>,
  writer: TreeWriter,
): Promise<void> {
  const path = safePath(source, header.name);
  if (path === "") return;
  const { mode, linkname: target } = header;
  if ((mode & 0o6000) !== 0 && header.type !== "directory") {
    writer.notice(`${path}: its setuid and setgid bits were dropped.`);
  }
  switch (header.type) {
    case "file":
    case "contiguous-file":
      return writer.file(path, content, (mode & 0o111) !== 0);
    case "directory":
      return writer.folder(path);
    case "symlink":
      refuseLinkOutside(source, path, target);
      return writer.link(path, target);
    case "link":
      return writer.again(path, safePath(source, target));
    default:
      return writer.drop(path, `neither a file nor a folder (${header.type ?? "unknown kind of entry"})`);
  }
}

async function* bytesOf(entry: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of entry) if (chunk instanceof Uint8Array) yield chunk;
}

/** Extended headers are held in memory and belong to no file: the whole unpacked stream has a bound, too. */
function bounded(source: string, limits: IntakeLimits): Transform {
  const most = limits.totalBytes + limits.historyBytes + (limits.files + limits.historyFiles) * 1024;
  let sum = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      sum += chunk.byteLength;
      if (sum <= most) return done(null, chunk);
      done(new InputError(`${source} unpacks to more than ${most} bytes.`, { where: source }));
    },
  });
}
