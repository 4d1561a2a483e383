import { posix } from "node:path";
import { InputError } from "../../types/errors.ts";

/** An archive entry's name as a relative path with `/`; "" for the top itself. Throws InputError for a name that leads outside. */
export function safePath(source: string, name: string): string {
  const refuse = (why: string): never => {
    throw new InputError(`${source} has an entry that ${why}.`, {
      where: source,
      found: name.slice(0, 200),
      expected: "relative paths below the archive's top folder",
    });
  };
  if (name.includes("\0")) refuse("has a NUL character in its name");
  if (name.startsWith("/") || /^[A-Za-z]:[\\/]/.test(name)) refuse("is an absolute path");
  if (name.split(/[\\/]/).includes("..")) refuse("leads out of the archive");
  const path = posix.normalize(name).replace(/\/+$/, "");
  return path === "." ? "" : path;
}

/** True when a link at `path` with this target stays below the top, judged by the names alone. */
export function staysInside(path: string, target: string): boolean {
  if (posix.isAbsolute(target)) return false;
  const reached = posix.join(posix.dirname(path), target);
  return reached !== ".." && !reached.startsWith("../");
}
