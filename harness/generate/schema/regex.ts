const compiled = new Map<string, RegExp | undefined>();

/**
 * The pattern of a schema as the validator reads it: ECMA with the u flag, else without it (authors escape what needs no escape);
 * undefined where it is of another dialect.
 */
export function regexOf(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, expression(pattern, "u") ?? expression(pattern, ""));
  return compiled.get(pattern);
}

function expression(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
