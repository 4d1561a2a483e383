import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CheckId } from "../../harness/types/outcome.ts";

/** One realistic bug in a correct implementation, and the checks that must catch it. */
export interface Mutant {
  readonly brief: string;
  readonly name: string;
  /** What the candidate got wrong, in one sentence. */
  readonly bug: string;
  /** Folder under tests/submissions/<brief>/ that the patch applies to. */
  readonly of: string;
  readonly caughtBy: readonly CheckId[];
  /** Commits that the work is split into; undefined for a folder without a repository. */
  readonly commits: number | undefined;
  /** How these commits are made, where it matters; see make-history.ts. */
  readonly history?: string | undefined;
  /** Unified diff; may be empty. */
  readonly patch: string;
}

const root = new URL("./", import.meta.url);

/** The mutants of a brief, by name. A mutant is a patch whose first lines say what it is (see README.md). */
export async function loadMutants(brief: string): Promise<readonly Mutant[]> {
  const folder = new URL(`${brief}/`, root).pathname;
  const files = (await readdir(folder)).filter((name) => name.endsWith(".patch")).sort();
  return await Promise.all(
    files.map(async (file) => parseMutant(brief, file, await readFile(join(folder, file), "utf8"))),
  );
}

function parseMutant(brief: string, file: string, text: string): Mutant {
  const header = new Map<string, string>();
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("#"));
  for (const line of lines.slice(0, end === -1 ? lines.length : end)) {
    const [, key, value] = /^#\s*([a-z-]+):\s*(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) throw new Error(`${file}: "${line}" is not "# key: value"`);
    header.set(key, value.trim());
  }
  const need = (key: string): string => {
    const value = header.get(key);
    if (value === undefined) throw new Error(`${file} lacks a line "# ${key}: ..."`);
    return value;
  };
  const commits = header.get("commits");
  return {
    brief,
    name: file.replace(/\.patch$/, ""),
    bug: need("bug"),
    of: need("of"),
    caughtBy: need("caught-by")
      .split(/,\s*/)
      .map((id) => id as CheckId),
    commits: commits === undefined ? undefined : Number(commits),
    history: header.get("history"),
    patch: end === -1 ? "" : lines.slice(end).join("\n"),
  };
}
