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
/** Far more packages than any service has; the rest of a longer file is not read. */
const mostRequirements = 5_000;

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
      if (asked.length + constraints.length >= mostRequirements) break;
      const named = /^\s*(-r|-c|--requirement|--constraint)[\s=]+(\S+)/.exec(line);
      if (named?.[2] !== undefined) {
        const into = named[1]?.startsWith("-c") || named[1] === "--constraint" ? constraints : next.into;
        waiting.push({ path: posix.join(posix.dirname(next.path), named[2]), into });
      } else next.into.push(...requirementOf(line, next.path, index + 1));
    }
  }
  return { asked, constraints };
}

/** Longer than any requirement with its hashes: what follows is dropped. */
const longestLine = 10_000;

/** Lines with their continuations; each keeps its number. */
function joined(text: string): readonly string[] {
  const whole: string[] = [];
  let first: number | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    whole.push("");
    const at = first ?? index;
    const goesOn = line.trimEnd().endsWith("\\");
    const before = whole[at] ?? "";
    if (before.length < longestLine) {
      whole[at] = before + (goesOn ? `${line.trimEnd().slice(0, -1)} ` : line).slice(0, longestLine);
    }
    first = goesOn ? at : undefined;
  }
  return whole;
}

const name = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/;

/** One requirement as PEP 508 writes it; options, URLs and paths give none. */
export function requirementOf(text: string, path: string, line: number): readonly Requirement[] {
  const bare = text
    .slice(0, longestLine)
    .replace(/(^|\s)#.*$/s, "")
    .replace(/\s--hash[= ].*$/s, "");
  const found = name.exec(bare);
  if (found?.[1] === undefined || /^(\w+:\/\/|.*\.(whl|tar\.gz|zip)$)/.test(bare.trim())) return [];
  const rest = bare
    .slice(found[0].length)
    .trimStart()
    .replace(/^\[[^\]]*\]/, "");
  const versions = rest.split(";")[0]?.trim() ?? "";
  if (versions !== "" && !/^(@|[(=<>!~])/.test(versions)) return [];
  return [{ name: normalised(found[1]), versions: versions.replace(/\s+/g, " "), path, line }];
}

export function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}
