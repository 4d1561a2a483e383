import type { Operation } from "../brief/openapi/types.ts";
import type { Random } from "../types/random.ts";

/** Required headers that the caller has no interest in, new for each request: an idempotency key must not repeat. */
export function requiredHeaders(
  operation: Operation,
  random: Random,
  without: readonly string[] = [],
): Readonly<Record<string, string>> {
  const wanted = operation.parameters.filter(
    (parameter) => parameter.in === "header" && parameter.required && !without.includes(parameter.name),
  );
  return Object.fromEntries(wanted.map(({ name }) => [name, random.uuid()]));
}
