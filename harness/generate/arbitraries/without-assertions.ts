/** The pattern without what looks around and holds no text itself; whether a text matches is asked of the whole pattern. */
export function withoutAssertions(pattern: string): string {
  let rest = "";
  for (let at = 0; at < pattern.length; ) {
    const end = assertionEnd(pattern, at);
    if (end === at) {
      const length = pattern[at] === "\\" ? 2 : pattern[at] === "[" ? classEnd(pattern, at) - at : 1;
      rest += pattern.slice(at, at + length);
      at += length;
    } else at = end;
  }
  return rest;
}

/** Where the assertion that begins here ends; `at` itself where none begins. */
function assertionEnd(pattern: string, at: number): number {
  if (/^\\[bB]/.test(pattern.slice(at, at + 2))) return at + 2;
  if (!/^\(\?<?[=!]/.test(pattern.slice(at, at + 4))) return at;
  let depth = 0;
  for (let index = at; index < pattern.length; index += 1) {
    if (pattern[index] === "\\") index += 1;
    else if (pattern[index] === "[") index = classEnd(pattern, index) - 1;
    else if (pattern[index] === "(") depth += 1;
    else if (pattern[index] === ")") {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return pattern.length;
}

/** Where the class of characters that begins here ends. */
function classEnd(pattern: string, at: number): number {
  for (let index = at + 1; index < pattern.length; index += 1) {
    if (pattern[index] === "\\") index += 1;
    else if (pattern[index] === "]") return index + 1;
  }
  return pattern.length;
}
