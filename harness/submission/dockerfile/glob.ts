/** What one place of a pattern takes. `any` and `anyName` take any number of characters, the second no slash. */
type Token =
  | { readonly kind: "one"; readonly takes: (character: string) => boolean }
  | { readonly kind: "any" | "anyName" | "anyFolders" };

/** What may still be spent on a file of patterns: one for each place of a pattern at each character of a path. */
export interface Steps {
  left: number;
}

/**
 * Whether a path, or a folder above it, is what the pattern says: Go's filepath.Match with `**`, as a .dockerignore means it. Every
 * place that the pattern can be at is followed at once, so that it takes as long as text times pattern: as a regular expression, a
 * line with a dozen stars can take years (and the line is a candidate's). Once the steps are spent, nothing matches any more.
 */
export function globMatcher(pattern: string, steps: Steps): (path: string) => boolean {
  const tokens = tokensOf(pattern);
  return (path) => {
    let places = closure(tokens, new Set([0]));
    for (const character of path.split("")) {
      if (character === "/" && places.has(tokens.length)) return true;
      steps.left -= places.size;
      if (steps.left < 0) return false;
      const next = new Set<number>();
      for (const place of places) {
        const token = tokens[place];
        if (token === undefined) continue;
        if (token.kind === "one") {
          if (token.takes(character)) next.add(place + 1);
        } else if (token.kind !== "anyName" || character !== "/") next.add(place);
      }
      places = closure(tokens, next, character);
      if (places.size === 0) return false;
    }
    return places.has(tokens.length);
  };
}

/** What is reached without taking a character. `anyFolders` may be left at the start, and after a slash. */
function closure(tokens: readonly Token[], places: Set<number>, before = "/"): Set<number> {
  for (const place of places) {
    const kind = tokens[place]?.kind;
    if (kind === "any" || kind === "anyName" || (kind === "anyFolders" && before === "/")) places.add(place + 1);
  }
  return places;
}

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  const one = (takes: (character: string) => boolean): void => void tokens.push({ kind: "one", takes });
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const [all, negated = "", members = ""] = /^\[(\^?)([^\]]+)\]/.exec(pattern.slice(at)) ?? [];
    if (pattern.startsWith("**/", at)) {
      tokens.push({ kind: "anyFolders" });
      at += 2;
    } else if (pattern.startsWith("**", at)) {
      tokens.push({ kind: "any" });
      at += 1;
    } else if (character === "*") tokens.push({ kind: "anyName" });
    else if (character === "?") one((each) => each !== "/");
    else if (all !== undefined) {
      const set = setOf(members);
      one((each) => set(each) !== (negated === "^"));
      at += all.length - 1;
    } else {
      if (character === "\\" && at + 1 < pattern.length) at += 1;
      const literal = pattern.charAt(at);
      one((each) => each === literal);
    }
  }
  return tokens;
}

/** Members and ranges of a set: `a-z0-9_`. */
function setOf(members: string): (character: string) => boolean {
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < members.length; at += 1) {
    const from = members.charAt(at);
    const isRange = members.charAt(at + 1) === "-" && at + 2 < members.length;
    ranges.push([from, isRange ? members.charAt(at + 2) : from]);
    if (isRange) at += 2;
  }
  return (character) => ranges.some(([from, to]) => from <= character && character <= to);
}
