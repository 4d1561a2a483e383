import { posix } from "node:path";
import { commandsIn } from "./commands.ts";
import type { Document } from "./find-readme.ts";

/** A file of the repository that a document tells its reader to use. */
export interface Reference {
  readonly path: string;
  readonly line: number;
  readonly as: "link" | "command";
}

/** Links to files, and files that commands read: `pip install -r FILE`, `python FILE`, `sh FILE`, `cp FILE`, `docker build -f FILE`. */
export function referencesIn({ text, path }: Document): readonly Reference[] {
  const made = new Set<string>();
  const commands = commandsIn(text)
    .toSorted((a, b) => a.line - b.line)
    .flatMap(({ text: command, line }) => {
      const found = command.split(/&&|;|\|\|?/).flatMap((part) => filesRead(part));
      for (const target of filesMade(command)) made.add(target);
      return found.filter((file) => !made.has(file)).map((file): Reference => ({ path: file, line, as: "command" }));
    });
  return [...linksIn(text, posix.dirname(path)), ...commands].filter((each) => isPlain(each.path));
}

function linksIn(text: string, folder: string): readonly Reference[] {
  // On a line that is longer than any sentence, looking for brackets could take for ever.
  const lines = text.split("\n").map((raw) => (raw.length > 2000 ? "" : raw));
  return lines.flatMap((raw, index) =>
    [...raw.replace(/`[^`]*`/g, "").matchAll(/\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)].flatMap(
      ([, target = ""]): readonly Reference[] => {
        const bare = decoded(target.split(/[#?]/)[0] ?? "");
        if (bare === "" || /^([a-z][a-z0-9+.-]*:|\/|mailto)/i.test(target)) return [];
        return [{ path: posix.join(folder, bare), line: index + 1, as: "link" }];
      },
    ),
  );
}

const interpreters = /^(python[\d.]*|sh|bash|zsh|source|\.)$/;

function filesRead(part: string): readonly string[] {
  const words = part
    .trim()
    .replace(/^((sudo|exec|time|env|[A-Z_][A-Z0-9_]*=\S*|(uv|poetry|pipenv|pdm)\s+run)\s+)+/, "")
    .split(/\s+/);
  const [first = "", second = ""] = words;
  const after = (...options: readonly string[]): readonly string[] =>
    words.flatMap((word, index) => (options.includes(word) ? (words[index + 1] ?? []) : []));
  // What a virtual environment or a copied example makes is not there before.
  if (/^(pip[\d.]*|uv|python[\d.]*)$/.test(first) && words.includes("install")) return after("-r", "--requirement");
  if (first === "docker" && second === "build") return after("-f", "--file");
  if (interpreters.test(first) && /\.(py|sh)$/.test(second) && !/(^|\/)(\.?venv|env)\//.test(second)) return [second];
  if (first === "cp" && words.length === 3) return [second];
  return /^\.\/\S+\.(sh|py)$/.test(first) ? [first] : [];
}

function filesMade(command: string): readonly string[] {
  const copied = /\b(?:cp|mv)\s+\S+\s+(\S+)/.exec(command)?.[1];
  const written = /(?:>|>>|\btouch\s|\s-o\s|--output[ =]|\btee\s)\s*(\S+)/.exec(command)?.[1];
  return [copied, written].filter((each) => each !== undefined);
}

/** No variable, no pattern, nothing outside the repository. */
function isPlain(path: string): boolean {
  return path !== "" && !/[$*<>{}~"'\\|()]|^\/|^-|^\.\.(\/|$)|:\/\/|^(path|your)\b/i.test(path);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
