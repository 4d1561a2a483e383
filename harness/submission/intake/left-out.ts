import { readFile } from "node:fs/promises";
import { join } from "node:path";
import git, { type PromiseFsClient } from "isomorphic-git";
import { confinedFiles } from "../history/confined-files.ts";

/** Made by Python's tools, for one machine only; never part of a hand-in, and not worth a notice. */
const caches = new Set(["__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".DS_Store", "__MACOSX"]);

/** Heavy, and left out where git ignores it: what a clone would not have either. */
const heavy = new Set(["node_modules", ".venv", "venv", "env", ".env", ".tox", ".nox"]);

/** True for caches and an operating system's litter, by the entry's own name. */
export function isCache(name: string): boolean {
  return caches.has(name) || name.endsWith(".pyc") || name.startsWith("._");
}

/** The file that marks a virtual environment (PEP 405). */
export const environmentMark = "pyvenv.cfg";

/** True for a heavy folder that the repository's own ignore files leave out. */
export async function isIgnoredHeavyFolder(root: string, path: string, name: string): Promise<boolean> {
  if (!heavy.has(name)) return false;
  // A file below stands for the folder: patterns such as `venv/` match folders only.
  // Reads .gitignore files and nothing else: git itself would act on the repository's configuration.
  return git.isIgnored({ fs: plainIgnoreFiles(root), dir: root, filepath: `${path}/any` }).catch(() => false);
}

/** Patterns become regular expressions, and each star multiplies the time that a name can take: with two it is still short. */
const mostStars = 2;
const mostCharacters = 64 * 1024;

/** The folder's files, with ignore files that hold simple patterns only. */
function plainIgnoreFiles(root: string): PromiseFsClient {
  const { promises } = confinedFiles(root);
  const isPlain = (line: string): boolean =>
    line.length <= 200 && (line.match(/\*+/g) ?? []).length <= mostStars && !/[[\]]/.test(line);
  return {
    promises: {
      ...promises,
      async readFile(path: string, ...options: readonly unknown[]) {
        const content: unknown = await promises.readFile(path, ...options);
        if (typeof content !== "string" || !path.endsWith(".gitignore")) return content;
        return content.slice(0, mostCharacters).split("\n").filter(isPlain).join("\n");
      },
    },
  };
}

/** True when the folder is a virtual environment: its mark says where its Python lives. */
export async function isVirtualEnvironment(folder: string): Promise<boolean> {
  const mark = await readFile(join(folder, environmentMark), "utf8").catch(() => "");
  return /^[ \t]*home[ \t]*=/m.test(mark.slice(0, 4096));
}
