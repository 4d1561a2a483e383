import { chmod, lstat, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { WorkspaceFile } from "../types.ts";
import { environmentMark, isCache, isVirtualEnvironment } from "./left-out.ts";

/** What was left out after unpacking: virtual environments, caches, repositories inside the repository. */
export async function prune(root: string): Promise<readonly string[]> {
  const notices: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const remove = (): Promise<void> => rm(join(root, path), { recursive: true, force: true });
      if (isCache(entry.name)) await remove();
      else if (entry.name === ".git") {
        if (folder !== "") notices.push(`${path} was left out: a repository inside the repository.`);
        await remove();
      } else if (entry.isDirectory() && (await isVirtualEnvironment(join(root, path)))) {
        notices.push(`${path} was left out: a virtual environment (${environmentMark}).`);
        await remove();
      } else if (entry.isDirectory()) await visit(path);
    }
  };
  await visit("");
  return notices;
}

/** The top of an archive: its single folder where there is nothing beside it, as hosting sites and desktop tools pack. */
export async function unwrap(root: string): Promise<string> {
  const entries = (await readdir(root, { withFileTypes: true })).filter(({ name }) => !isCache(name));
  const [only, ...others] = entries;
  return only?.isDirectory() && others.length === 0 && only.name !== ".git" ? join(root, only.name) : root;
}

/** Lists the files (also links to files), and takes away every right to write. */
export async function settle(root: string): Promise<readonly WorkspaceFile[]> {
  const files: WorkspaceFile[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const place = join(root, path);
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) {
        const { mode, size } = await lstat(place);
        files.push({ path, bytes: size });
        await chmod(place, (mode & 0o100) === 0 ? 0o444 : 0o555);
      } else if (entry.isSymbolicLink()) {
        const target = await stat(place);
        if (target.isFile()) files.push({ path, bytes: target.size });
      }
    }
    await chmod(join(root, folder), 0o555);
  };
  await visit("");
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Removes a folder whose contents may be read-only. */
export async function remove(folder: string): Promise<void> {
  const open = async (path: string): Promise<void> => {
    await chmod(path, 0o755);
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (entry.isDirectory()) await open(join(path, entry.name));
    }
  };
  await open(folder).catch(() => {});
  await rm(folder, { recursive: true, force: true });
}
