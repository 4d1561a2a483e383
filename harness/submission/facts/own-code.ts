import type { Tree } from "web-tree-sitter";
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

/** Python files that are read at most, their bytes, their depth and width: far above any take-home, bounded for a hostile one. */
const bounds = {
  modules: 500,
  bytes: 256 * 1024,
  allBytes: 2 * 1024 * 1024,
  brackets: 100,
  nesting: 400,
  beside: 4000,
} as const;

/** Why a Python file is not read, by its path and size and by what is read already; undefined where it is. */
export function reasonToLeaveOut(
  path: string,
  bytes: number,
  before: { readonly modules: number; readonly bytes: number },
): string | undefined {
  if (path.split("/").some((segment) => vendored.has(segment))) return "code of others";
  if (path.endsWith("_pb2.py") || path.endsWith("_pb2_grpc.py")) return "generated";
  if (bytes > bounds.bytes) return `larger than ${bounds.bytes} bytes`;
  if (before.bytes + bytes > bounds.allBytes) return `more than ${bounds.allBytes} bytes of Python`;
  return before.modules >= bounds.modules ? `more than ${bounds.modules} modules` : undefined;
}

/** True where brackets are nested so deeply that a recursive parser could run out of stack. */
export function hasDeepBrackets(source: string): boolean {
  let depth = 0;
  for (const character of source) {
    if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth = Math.max(0, depth - 1);
    if (depth > bounds.brackets) return true;
  }
  return false;
}

/**
 * True where something is nested so deeply (`1+1+1+...`), or has so many parts side by side, that looking around in it would
 * take for ever: finding a node's parent walks over both.
 */
export function isUnwieldy(tree: Tree): boolean {
  const cursor = tree.walk();
  const seenAt: number[] = [];
  try {
    for (let more = true; more; ) {
      const depth = cursor.currentDepth;
      const beside = (seenAt[depth] ?? 0) + 1;
      if (depth > bounds.nesting || beside > bounds.beside) return true;
      seenAt[depth] = beside;
      seenAt[depth + 1] = 0;
      more = cursor.gotoFirstChild() || cursor.gotoNextSibling();
      while (!more && cursor.gotoParent()) more = cursor.gotoNextSibling();
    }
    return false;
  } finally {
    cursor.delete();
  }
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
