/** What ajv takes for a compiled pattern. */
interface Pattern {
  test(text: string): boolean;
  /** Ajv keeps one pattern for each name. */
  toString(): string;
}

/** Stands for patterns of another dialect (`(?i)`, `\\A`): nothing is wrong by them. */
const anything: Pattern = { test: () => true, toString: () => "/anything/" };

/**
 * Patterns as their authors meant them: ECMA-262 with the u flag, as JSON Schema asks; without it, where they escape what needs no
 * escape (`\\_`); and where they are of another dialect, nothing is said against any text.
 */
export const lenientPattern = Object.assign(
  (pattern: string): Pattern => expression(pattern, "u") ?? expression(pattern, "") ?? anything,
  // Ajv writes this name where it generates code as text; here it only holds the function.
  { code: "lenientPattern" },
);

function expression(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
