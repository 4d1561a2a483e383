import { mostFiles } from "./coverage.ts";
import type { Module } from "../../submission/facts/types.ts";
import { type Copies, copiesOf, isCopyOf } from "./copies.ts";
import type { Workspace } from "../../submission/types.ts";

/** The tests that run a line of a file, in the order in which they ran; undefined where that is not known, or all may need it. */
export type WhoRuns = (path: string, line: number) => readonly string[] | undefined;

interface Source {
  /** Of coverage.py, with contexts: numbers of tests, or `shared` for what fixtures ran. */
  readonly coverage: string | undefined;
  /** Lines of our plugin, which say what the numbers mean. */
  readonly results: string | undefined;
  readonly workspace: Pick<Workspace, "files">;
  readonly modules: readonly Module[];
  readonly workingFolder: string;
}

/** Reads who runs what. What the tests may have spoilt gives "not known", never an error. */
export function whoRuns({ coverage, results, workspace, modules, workingFolder }: Source): WhoRuns {
  const names = namesOf(results);
  const copies = modules.map(({ path }): readonly [string, Copies] => [path, copiesOf(path, workspace, workingFolder)]);
  const lines = new Map<string, Set<string>>();
  for (const [measured, contexts] of contextsIn(coverage)) {
    const path = copies.find(([, each]) => isCopyOf(measured, each))?.[0];
    if (path === undefined) continue;
    for (const [line, found] of Object.entries(contexts)) {
      const place = `${path}:${line}`;
      const known = lines.get(place) ?? new Set();
      for (const each of found) known.add(each);
      lines.set(place, known);
    }
  }
  return (path, line) => {
    const found = lines.get(`${path}:${line}`);
    if (found === undefined || found.has("shared")) return undefined;
    const numbers = [...found].filter((context) => context !== "").map(Number);
    const tests = numbers.toSorted((a, b) => a - b).flatMap((number) => names.get(number) ?? []);
    return tests.length === numbers.length && tests.length > 0 ? tests : undefined;
  };
}

/** Modules of installed packages that the suite imports, none of them the repository's own. Imported ahead, they do nothing else. */
export function importsIn(results: string | undefined, own: ReadonlySet<string>): readonly string[] {
  const found = /^\{"imports": (\[.*\])\}$/m.exec(results ?? "")?.[1] ?? "[]";
  try {
    const names: unknown = JSON.parse(found);
    const plain = Array.isArray(names) ? names.filter((name) => typeof name === "string" && /^[\w.]+$/.test(name)) : [];
    // These change what is imported after them.
    if (plain.some((name) => /^(gevent|eventlet)\b/.test(name))) return [];
    return plain.slice(0, mostImports).filter((name) => !own.has(name.split(".")[0]) && !name.startsWith("coverage"));
  } catch {
    return [];
  }
}

/** More than any service and its tests import. */
const mostImports = 20_000;

type Contexts = Readonly<Record<string, readonly string[]>>;

function contextsIn(text: string | undefined): readonly (readonly [string, Contexts])[] {
  try {
    const { files } = JSON.parse(text ?? "") as { files: Record<string, { contexts?: Record<string, unknown> }> };
    const measured = Object.entries(files).slice(0, mostFiles);
    return measured.map(([path, { contexts = {} }]) => [
      path,
      Object.fromEntries(Object.entries(contexts).map(([line, found]) => [line, textsIn(found)])),
    ]);
  } catch {
    return [];
  }
}

/** Throws Error for anything but a list of texts. */
function textsIn(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw new Error("no list");
  return value.map(String);
}

function namesOf(results: string | undefined): ReadonlyMap<number, string> {
  return new Map(ranIn(results).map(({ id, number }) => [number, id]));
}

/** How long these tests take, with all that comes before the first; of all tests where none is named, or nothing is known. */
export function usualMs(results: string | undefined, suiteMs: number): (tests: readonly string[]) => number {
  const ran = new Map(ranIn(results).map(({ id, ms }) => [id, ms]));
  const all = Math.min(suiteMs, Number(/^\{"allMs": (\d+)\}$/m.exec(results ?? "")?.[1] ?? suiteMs));
  const before = Math.max(0, all - [...ran.values()].reduce((sum, ms) => sum + ms, 0));
  return (tests) =>
    tests.length === 0 ? all : Math.min(all, before + tests.reduce((sum, test) => sum + (ran.get(test) ?? all), 0));
}

interface Ran {
  readonly id: string;
  /** Its place among those that ran. */
  readonly number: number;
  readonly ms: number;
}

function ranIn(results: string | undefined): readonly Ran[] {
  const found = (results ?? "").matchAll(/^\{"id": (".*"), "number": (\d+), "ms": (\d+)\}$/gm);
  return [...found].flatMap(([, id = "", number, ms]): readonly Ran[] => {
    try {
      return [{ id: String(JSON.parse(id)), number: Number(number), ms: Number(ms) }];
    } catch {
      return [];
    }
  });
}
