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
  const found = (results ?? "").matchAll(/^\{"id": (".*"), "number": (\d+)\}$/gm);
  return new Map(
    [...found].flatMap(([, id = "", number]): readonly [number, string][] => {
      try {
        return [[Number(number), String(JSON.parse(id))]];
      } catch {
        return [];
      }
    }),
  );
}
