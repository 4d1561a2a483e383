import type { Operation } from "../brief/openapi/types.ts";
import type { SentRequest } from "../types/exchange.ts";

export interface MatchedOperation {
  readonly operation: Operation;
  /** Values of the path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
}

/** The documented operation that a request is for; a path without variables goes before one with them (OpenAPI 3.1, 4.8.8.2). */
export function matchOperation(
  operations: readonly Operation[],
  request: Pick<SentRequest, "method" | "target">,
): MatchedOperation | undefined {
  const path = request.target.split("?", 1)[0] ?? "";
  const found = operations.flatMap((operation) => {
    if (operation.method !== request.method.toLowerCase()) return [];
    const values = matchPath(operation.path, path);
    return values === undefined ? [] : [{ operation, path: values }];
  });
  return found.sort((a, b) => Object.keys(a.path).length - Object.keys(b.path).length)[0];
}

/** The values of a template's variables in a path, decoded; undefined where it does not match. */
export function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  const pattern = template
    .split(/\{[^}]+\}/)
    .map((literal) => literal.replace(/[.*+?^$()|[\]\\]/g, "\\$&"))
    .join("([^/]+)");
  const match = new RegExp(`^${pattern}$`).exec(path);
  if (match === null) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decoded(match[index + 1] ?? "")]));
}

/** The text that percent-encoding stands for; what can't be read stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
