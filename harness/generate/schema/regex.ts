import { testGuarded } from "../../brief/openapi/guarded-pattern.ts";
import { lenientExpression } from "../../brief/openapi/lenient-pattern.ts";

/** A pattern of a schema, as the validator reads it. */
export interface Regex {
  readonly expression: RegExp;
  /** False also for all texts of a pattern that backtracks without end: what can't be told is not made. */
  test(text: string): boolean;
}

const compiled = new Map<string, Regex | undefined>();

/** Undefined for a pattern of another dialect than ECMA. */
export function regexOf(pattern: string): Regex | undefined {
  if (!compiled.has(pattern)) {
    const expression = lenientExpression(pattern);
    compiled.set(pattern, expression && { expression, test: (text) => testGuarded(expression, text) ?? false });
  }
  return compiled.get(pattern);
}
