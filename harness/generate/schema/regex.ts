const compiled = new Map<string, RegExp | undefined>();

/** The pattern of a schema as ECMA reads it, Unicode mode as ajv uses it; undefined where it can't be compiled. */
export function regexOf(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
  return compiled.get(pattern);
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}
