import type { ModuleRole } from "./types.ts";

/** Folders with code of others. */
const vendored = new Set([
  "node_modules",
  "site-packages",
  "dist-packages",
  "vendor",
  "_vendor",
  "vendored",
  "third_party",
]);

/** Python files that are read at most, and bytes of one: far above any take-home, and bounded for a hostile one. */
const bounds = { modules: 500, bytes: 256 * 1024, nesting: 100 } as const;

/** Why a Python file is not read by its path and size; undefined where it is. */
export function reasonToLeaveOut(path: string, bytes: number, before: number): string | undefined {
  if (path.split("/").some((segment) => vendored.has(segment))) return "code of others";
  if (path.endsWith("_pb2.py") || path.endsWith("_pb2_grpc.py")) return "generated";
  if (bytes > bounds.bytes) return `larger than ${bounds.bytes} bytes`;
  return before >= bounds.modules ? `more than ${bounds.modules} modules` : undefined;
}

/** True where brackets are nested so deeply that a recursive parser could run out of stack. */
export function isTooDeep(source: string): boolean {
  let depth = 0;
  for (const character of source) {
    if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth = Math.max(0, depth - 1);
    if (depth > bounds.nesting) return true;
  }
  return false;
}

/** What a module is for, by the places that pytest and Alembic look in. */
export function roleOf(path: string, migrationFolders: readonly string[]): ModuleRole {
  if (migrationFolders.some((folder) => path.startsWith(folder))) return "migration";
  if (/(^|\/)(migrations|alembic)\/(.*\/)?versions\//.test(path)) return "migration";
  const file = path.slice(path.lastIndexOf("/") + 1);
  const isTest = /^(test_.*|.*_test|tests?|conftest)\.py$/.test(file) || /(^|\/)tests?\//.test(path);
  return isTest ? "test" : "code";
}

/** Folders that Alembic made: they hold its template. Prefixes with a `/` at the end, "" for the top. */
export function migrationFolders(paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => path.endsWith("/script.py.mako"))
    .map((path) => path.slice(0, path.lastIndexOf("/") + 1));
}

export function moduleName(path: string): string {
  return path
    .replace(/(^|\/)__init__\.py$/, "")
    .replace(/\.py$/, "")
    .replaceAll("/", ".");
}
