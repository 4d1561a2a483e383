import { PositionEncoding, Workspace as Ruff } from "@astral-sh/ruff-wasm-nodejs";

export interface LintFinding {
  readonly code: string;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface LintRules {
  /** Codes and prefixes: `E4`, `F`, `C901`. */
  readonly select: readonly string[];
  readonly ignore?: readonly string[];
  /** For C901. */
  readonly complexityAtMost?: number;
}

/**
 * Lints Python with ruff, inside this process. The candidate's own configuration is not read (the published rules count);
 * their `noqa` comments are. Gives undefined for a file that ruff could not get through.
 */
export function lint(
  files: readonly { readonly path: string; readonly source: string }[],
  rules: LintRules,
): ReadonlyMap<string, readonly LintFinding[] | undefined> {
  const ruff = new Ruff(
    {
      // The newest grammar: no syntax is an error because of the version that we happen to assume.
      "target-version": "py314",
      lint: {
        select: rules.select,
        ignore: rules.ignore ?? [],
        mccabe: { "max-complexity": rules.complexityAtMost ?? 10 },
      },
    },
    PositionEncoding.Utf32,
  );
  try {
    return new Map(files.map(({ path, source }) => [path, lintOne(ruff, path, source)]));
  } finally {
    ruff.free();
  }
}

/** Each finding counts the characters before it on its line: one line of 250,000 with as many findings takes minutes. */
const longestLine = 20_000;

function lintOne(ruff: Ruff, path: string, source: string): readonly LintFinding[] | undefined {
  if (source.split("\n").some((line) => line.length > longestLine)) return undefined;
  try {
    const found: readonly Diagnostic[] = ruff.check(source);
    return found.map(({ code, message, start_location: { row, column } }) => ({
      code: code ?? "invalid-syntax",
      message,
      path,
      line: row,
      column,
    }));
  } catch {
    return undefined;
  }
}

/** What is used of ruff's own description, whose declared result is untyped. */
interface Diagnostic {
  readonly code: string | null;
  readonly message: string;
  readonly start_location: { readonly row: number; readonly column: number };
}
