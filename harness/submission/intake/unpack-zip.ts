import { buffer } from "node:stream/consumers";
import yauzl from "yauzl";
import { InputError, messageOf } from "../../types/errors.ts";
import { refuseLinkOutside } from "./links.ts";
import { safePath } from "./safe-path.ts";
import type { TreeWriter } from "./tree-writer.ts";
import type { Unpacking } from "./unpack-tar.ts";

/** Upper bits of a Unix file mode: the kind of entry. */
const kinds = { mask: 0o170000, file: 0o100000, folder: 0o040000, link: 0o120000 } as const;

/** Unpacks a .zip. Throws InputError for a damaged or encrypted archive and for an entry that leads outside. */
export async function unpackZip(unpacking: Unpacking, writer: TreeWriter): Promise<void> {
  const { source, path, signal } = unpacking;
  try {
    const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
    try {
      for await (const entry of zip.eachEntry()) await takeEntry(source, zip, entry, writer);
    } finally {
      zip.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof InputError) throw error;
    throw damaged(source, error);
  }
}

function damaged(source: string, cause: unknown): InputError {
  return new InputError(`${source} can't be unpacked: ${messageOf(cause)}`, {
    where: source,
    expected: "a whole .zip archive without encryption, whose entries stay below its top",
    cause,
  });
}

async function takeEntry(source: string, zip: yauzl.ZipFile, entry: yauzl.Entry, writer: TreeWriter): Promise<void> {
  const path = safePath(source, entry.fileName);
  if (path === "") return;
  const mode = entry.externalFileAttributes >>> 16;
  const kind = mode & kinds.mask;
  if ((mode & 0o6000) !== 0 && kind !== kinds.folder) {
    writer.notice(`${path}: its setuid and setgid bits were dropped.`);
  }
  if (entry.fileName.endsWith("/") || kind === kinds.folder) return writer.folder(path);
  if (kind === kinds.link) {
    if (entry.uncompressedSize > 4096) return writer.drop(path, "a link with a target of over 4096 bytes");
    const target = (await buffer(await zip.openReadStreamPromise(entry))).toString("utf8");
    refuseLinkOutside(source, path, target);
    return writer.link(path, target);
  }
  // 0: made where files have no Unix mode.
  if (kind !== kinds.file && kind !== 0) return writer.drop(path, "neither a file nor a folder");
  await writer.file(path, bytesOf(source, zip, entry), (mode & 0o111) !== 0);
}

/** Opened only where they are read: the error of a stream that nobody listens to yet would end the whole process. */
async function* bytesOf(source: string, zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    throw damaged(source, error);
  }
}
