import { copyFile, lstat, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { IntakeLimits } from "../intake/limits.ts";

/** What reading the history needs. Configuration and hooks are not among it, so nothing of them can ever act. */
const parts = ["HEAD", "packed-refs", "shallow", "refs", "objects"];

/** The kept repository, or why there is none. */
export type KeptHistory =
  | { readonly kept: true; readonly gitFolder: string }
  | { readonly kept: false; readonly notice: string | undefined };

/** Copies a repository's objects and references to `to`. Links are not followed, other repositories are not read. */
export async function keepHistory(from: string, to: string, limits: IntakeLimits): Promise<KeptHistory> {
  const found = await lstat(from).catch(() => undefined);
  if (found === undefined) return { kept: false, notice: undefined };
  if (!found.isDirectory()) {
    return {
      kept: false,
      notice: "The history is not read: .git points to a repository elsewhere (a worktree, a submodule or a link).",
    };
  }
  const spent = { files: 0, bytes: 0 };
  const within = (): boolean => spent.files <= limits.historyFiles && spent.bytes <= limits.historyBytes;
  const copyPart = async (part: string): Promise<void> => {
    const source = join(from, part);
    const entry = await lstat(source).catch(() => undefined);
    if (entry?.isDirectory()) {
      await mkdir(join(to, part), { recursive: true });
      for (const name of await readdir(source)) if (within()) await copyPart(`${part}/${name}`);
    } else if (entry?.isFile()) {
      spent.files += 1;
      spent.bytes += entry.size;
      if (within()) await copyFile(source, join(to, part));
    }
  };
  await mkdir(to, { recursive: true });
  for (const part of parts) await copyPart(part);
  if (!within()) {
    return {
      kept: false,
      notice: `The history is not read: .git is larger than ${limits.historyBytes} bytes or ${limits.historyFiles} files.`,
    };
  }
  await writeFile(join(to, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
  return { kept: true, gitFolder: to };
}
