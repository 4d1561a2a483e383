import tar from "tar-stream";
import { onEngine } from "../engine-trouble.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { boundedVolume } from "./bounded-volume.ts";

/** A file to put into a volume; readable and writable for every user. */
export interface VolumeFile {
  readonly path: string;
  readonly content: string | Buffer;
  readonly executable?: boolean;
}

/** Makes a volume of the run that holds these files, and `roomBytes` more. */
export async function filledVolume(
  sandbox: Sandbox,
  part: string,
  files: Iterable<VolumeFile> | AsyncIterable<VolumeFile>,
  roomBytes: number,
): Promise<string> {
  const pack = tar.pack();
  const chunks: Buffer[] = [];
  const collected = (async () => {
    for await (const chunk of pack) chunks.push(Buffer.from(chunk as Uint8Array));
  })();
  const folders = new Set<string>();
  for await (const { path, content, executable } of files) {
    for (const folder of foldersOf(path)) {
      if (!folders.has(folder)) pack.entry({ name: folder, type: "directory", mode: 0o777 });
      folders.add(folder);
    }
    pack.entry({ name: path, mode: executable === true ? 0o777 : 0o666 }, content);
  }
  pack.finalize();
  await collected;
  const archive = Buffer.concat(chunks);
  const { name, keeper } = await boundedVolume(sandbox, part, archive.length + roomBytes);
  await onEngine(`fill the volume ${part}`, () => keeper.putArchive(archive, { path: "/volume" }));
  return name;
}

/** `a/`, `a/b/` for `a/b/c.py`: named, so that they get a mode of their own. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}/`);
}
