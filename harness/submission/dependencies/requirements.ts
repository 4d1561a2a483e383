import { posix } from "node:path";
import type { Workspace } from "../types.ts";

/** A package that a file asks for, and the versions that it takes. */
export interface Requirement {
  /** Normalised as PEP 503 says: `flask-sqlalchemy`. */
  readonly name: string;
  /** As written, without the name: `==3.1.1`, `>=2,<3`, `@ https://...`, or "". */
  readonly versions: string;
  readonly path: string;
  readonly line: number;
}

/** Requirements files that are followed from one to the next, at most. */
const mostFiles = 20;

/** What a requirements file asks for, with the files that it names (`-r`); constraints (`-c`) are not asked for and stand apart. */
export async function readRequirements(
  workspace: Pick<Workspace, "read">,
  path: string,
): Promise<{ readonly asked: readonly Requirement[]; readonly constraints: readonly Requirement[] }> {
  const asked: Requirement[] = [];
  const constraints: Requirement[] = [];
  const waiting = [{ path, into: asked }];
  const seen = new Set<string>();
  for (let next = waiting.pop(); next !== undefined && seen.size < mostFiles; next = waiting.pop()) {
    if (seen.has(next.path)) continue;
    seen.add(next.path);
    const text = (await workspace.read(next.path, 256 * 1024)) ?? "";
    for (const [index, line] of joined(text).entries()) {
      const named = /^\s*(-r|-c|--requirement|--constraint)[\s=]+(\S+)/.exec(line);
      if (named?.[2] !== undefined) {
        const into = named[1]?.startsWith("-c") || named[1] === "--constraint" ? constraints : next.into;
        waiting.push({ path: posix.join(posix.dirname(next.path), named[2]), into });
      } else next.into.push(...requirementOf(line, next.path, index + 1));
    }
  }
  return { asked, constraints };
}

/** Lines with their continuations; each keeps its number. */
function joined(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.map((line, index) => {
    if (index > 0 && /\\\s*$/.test(lines[index - 1] ?? "")) return "";
    let whole = line;
    for (let at = index; /\\\s*$/.test(lines[at] ?? "") && at + 1 < lines.length; at += 1) {
      whole = `${whole.replace(/\\\s*$/, " ")}${lines[at + 1]}`;
    }
    return whole;
  });
}

/** One requirement as PEP 508 writes it; options, URLs and paths give none. */
export function requirementOf(text: string, path: string, line: number): readonly Requirement[] {
  const bare = text.replace(/(^|\s)#.*$/, "").replace(/\s--hash[= ].*$/, "");
  const found = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(.*)$/.exec(bare);
  if (found?.[1] === undefined || /^(\.|\/|\w+:\/\/|.*\.(whl|tar\.gz|zip)$)/.test(bare.trim())) return [];
  const versions = (found[2] ?? "").split(";")[0]?.trim() ?? "";
  if (versions !== "" && !/^(@|[(=<>!~])/.test(versions)) return [];
  return [{ name: normalised(found[1]), versions: versions.replace(/\s+/g, " "), path, line }];
}

export function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}
