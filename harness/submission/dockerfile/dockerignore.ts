/**
 * Which paths a .dockerignore leaves out: the last pattern that matches a path or one of its parents decides, `!` takes back.
 * Patterns are Go's filepath.Match with `**`, relative to the root (source: docs of docker build).
 */
export function dockerignore(text: string): (path: string) => boolean {
  const rules = text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const takesBack = line.startsWith("!");
      const pattern = (takesBack ? line.slice(1).trim() : line).replace(/^(\.?\/)+/, "").replace(/\/+$/, "");
      return { takesBack, pattern, matches: expressionOf(pattern) };
    })
    .filter(({ pattern }) => pattern !== "" && pattern !== ".");
  return (path) => {
    const parts = path.split("/");
    const selfAndParents = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
    let ignored = false;
    for (const { takesBack, matches } of rules) {
      if (selfAndParents.some((each) => matches.test(each))) ignored = !takesBack;
    }
    return ignored;
  };
}

function expressionOf(pattern: string): RegExp {
  let source = "";
  for (let at = 0; at < pattern.length; at += 1) {
    const rest = pattern.slice(at);
    const character = pattern.charAt(at);
    const set = /^\[(\^?)([^\]]+)\]/.exec(rest);
    if (rest.startsWith("**/")) {
      source += "(?:.*/)?";
      at += 2;
    } else if (rest.startsWith("**")) {
      source += ".*";
      at += 1;
    } else if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (set !== null) {
      source += `[${set[1] ?? ""}${(set[2] ?? "").replace(/[\\\]]/g, "\\$&")}]`;
      at += set[0].length - 1;
    } else if (character === "\\" && at + 1 < pattern.length) {
      at += 1;
      source += RegExp.escape(pattern.charAt(at));
    } else source += RegExp.escape(character);
  }
  return new RegExp(`^${source}$`, "s");
}
