import { readFile } from "node:fs/promises";
import { join } from "node:path";
import git from "isomorphic-git";
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
  return git.isIgnored({ fs: confinedFiles(root), dir: root, filepath: `${path}/any` }).catch(() => false);
}

/** True when the folder is a virtual environment: its mark says where its Python lives. */
export async function isVirtualEnvironment(folder: string): Promise<boolean> {
  const mark = await readFile(join(folder, environmentMark), "utf8").catch(() => "");
  return /^\s*home\s*=/m.test(mark);
}
