import { globMatcher, type Steps } from "./glob.ts";

/** Each path is held against each line: a file without end must not take time without end. */
const mostRules = 500;
const longestPattern = 1_000;
/** More than 20,000 files and a long list of patterns take: about a second. */
const mostSteps = 20_000_000;

/** What may be spent on patterns; shared where several texts belong together. */
export function stepsForPatterns(): Steps {
  return { left: mostSteps };
}

/**
 * Which paths a .dockerignore leaves out: the last pattern that matches a path or one of its parents decides, `!` takes back.
 * Patterns are Go's filepath.Match with `**`, relative to the root (source: docs of docker build).
 */
export function dockerignore(text: string, steps = stepsForPatterns()): (path: string) => boolean {
  const rules = text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const takesBack = line.startsWith("!");
      const pattern = (takesBack ? line.slice(1).trim() : line).replace(/^(\.?\/)+/, "").replace(/\/+$/, "");
      return { takesBack, pattern };
    })
    .filter(({ pattern }) => pattern !== "" && pattern !== "." && pattern.length <= longestPattern)
    .slice(0, mostRules)
    .map(({ takesBack, pattern }) => ({ takesBack, matches: globMatcher(pattern, steps) }));
  return (path) => {
    let ignored = false;
    for (const { takesBack, matches } of rules) {
      if (matches(path)) ignored = !takesBack;
    }
    return ignored;
  };
}
