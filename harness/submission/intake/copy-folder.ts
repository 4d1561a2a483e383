import { lstat, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { environmentMark, isCache, isIgnoredHeavyFolder, isVirtualEnvironment } from "./left-out.ts";
import type { TreeWriter } from "./tree-writer.ts";

/** Copies a folder without following links and without `.git`. What can't or need not be copied is dropped, with a notice. */
export async function copyFolder(from: string, writer: TreeWriter): Promise<void> {
  await copyInto(from, "", writer);
}

async function copyInto(top: string, folder: string, writer: TreeWriter): Promise<void> {
  const names = (await readdir(join(top, folder))).sort();
  for (const name of names) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (isCache(name)) continue;
    if (name === ".git") {
      if (folder !== "") writer.drop(path, "a repository inside the repository");
      continue;
    }
    await copyEntry(top, path, name, writer);
  }
}

async function copyEntry(top: string, path: string, name: string, writer: TreeWriter): Promise<void> {
  const from = join(top, path);
  const found = await lstat(from).catch(() => undefined);
  if (found === undefined) return writer.drop(path, "its name is not valid UTF-8, or it went away");
  if (found.isSymbolicLink()) return writer.link(path, await readlink(from));
  if (found.isDirectory()) {
    const dropped = await reasonToDrop(top, path, name);
    if (dropped !== undefined) return writer.drop(path, dropped);
    await writer.folder(path);
    return copyInto(top, path, writer);
  }
  if (!found.isFile()) return writer.drop(path, "neither a file nor a folder");
  if ((found.mode & 0o6000) !== 0) writer.notice(`${path}: its setuid and setgid bits were dropped.`);
  await writer.copy(path, from, found.size, (found.mode & 0o111) !== 0);
}

async function reasonToDrop(top: string, path: string, name: string): Promise<string | undefined> {
  if (await isVirtualEnvironment(join(top, path))) return `a virtual environment (${environmentMark})`;
  return (await isIgnoredHeavyFolder(top, path, name)) ? "ignored by the repository's .gitignore" : undefined;
}
