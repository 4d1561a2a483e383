import { testGuarded } from "./guarded-pattern.ts";

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
 * escape (`\\_`); and where they are of another dialect, or backtrack without end, nothing is said against any text.
 */
export const lenientPattern = Object.assign(
  (pattern: string): Pattern => {
    const found = lenientExpression(pattern);
    if (found === undefined) return anything;
    return { test: (text) => testGuarded(found, text) ?? true, toString: () => String(found) };
  },
  // Ajv writes this name where it generates code as text; here it only holds the function.
  { code: "lenientPattern" },
);

/** Undefined for a pattern of another dialect. */
export function lenientExpression(pattern: string): RegExp | undefined {
  return expression(pattern, "u") ?? expression(pattern, "");
}

function expression(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
