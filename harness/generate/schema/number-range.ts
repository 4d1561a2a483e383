import { keywordsOf, numberIn, type SchemaNode } from "./node.ts";

/** The numbers that all parts allow. */
export interface NumberRange {
  readonly lowest: number | undefined;
  readonly highest: number | undefined;
  /** Whether the end itself is out. */
  readonly aboveLowest: boolean;
  readonly belowHighest: boolean;
  readonly multiples: readonly number[];
}

/** What a format says of a number; a double holds whole numbers exactly up to 2^53 only, which is what int64 comes to in JSON. */
const formatRange: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

export function numberRangeOf(parts: readonly SchemaNode[]): NumberRange {
  const all = parts.map(({ schema }) => keywordsOf(schema));
  const each = (name: string): readonly number[] => all.flatMap((keywords) => numberIn(keywords, name) ?? []);
  const formats = all.flatMap(({ format }) => (typeof format === "string" ? (formatRange[format] ?? []) : []));
  const included = Math.max(...each("minimum"), ...formats.filter((end) => end < 0));
  const excluded = Math.max(...each("exclusiveMinimum"));
  const includedEnd = Math.min(...each("maximum"), ...formats.filter((end) => end > 0));
  const excludedEnd = Math.min(...each("exclusiveMaximum"));
  const lowest = Math.max(included, excluded);
  const highest = Math.min(includedEnd, excludedEnd);
  return {
    lowest: Number.isFinite(lowest) ? lowest : undefined,
    highest: Number.isFinite(highest) ? highest : undefined,
    aboveLowest: excluded >= included,
    belowHighest: excludedEnd <= includedEnd,
    multiples: each("multipleOf"),
  };
}

/** The number without the dust of binary fractions: 0.1 + 0.2 as 0.3. */
export function clean(value: number): number {
  return Math.abs(value) < 1e15 ? Number(value.toPrecision(15)) : value;
}
