import type { Json } from "../../brief/openapi/types.ts";

/** A value of the same type as the listed ones that is not listed. */
export function unlisted(values: readonly Json[]): Json {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length > 0) return Math.max(...numbers) + 1;
  return `${String(values.at(-1))}X`;
}

/** Listed texts in another letter case, as far as that is not listed as well; the last one first: a new record often has the first already. */
export function otherCase(values: readonly Json[]): readonly string[] {
  return values
    .toReversed()
    .filter((value) => typeof value === "string")
    .flatMap((text) => [text.toLowerCase(), text.toUpperCase()])
    .filter((text) => !values.includes(text));
}

/** Beginnings of listed texts that are no listed text themselves: who looks for a value in one long text takes them. */
export function partOf(values: readonly Json[]): readonly string[] {
  return values
    .filter((value) => typeof value === "string")
    .map((text) => text.slice(0, -1))
    .filter((text) => text !== "" && !values.includes(text));
}
