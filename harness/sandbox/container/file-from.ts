import type { Readable } from "node:stream";
import type Docker from "dockerode";
import tar from "tar-stream";

/** The most that is read of a file that a submission's processes may have written. */
const limitBytes = 16 * 1024 * 1024;

/** Reads one file out of a container, running or not; undefined where there is none. */
export async function fileFrom(container: Docker.Container, path: string): Promise<string | undefined> {
  try {
    const archive = await container.getArchive({ path });
    const extract = tar.extract();
    archive.pipe(extract);
    // Whatever ends the reading ends the request: an unread rest would keep its connection, and this process, for minutes.
    using _ = { [Symbol.dispose]: () => (archive as Readable).destroy() };
    for await (const entry of extract) {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const part of entry) {
        const chunk = Buffer.from(part as Uint8Array);
        bytes += chunk.length;
        if (bytes > limitBytes) return undefined;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks).toString("utf8");
    }
    return undefined;
  } catch {
    return undefined;
  }
}
