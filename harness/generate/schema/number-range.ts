import { keywordsOf, numberIn, type SchemaNode } from "./node.ts";

/** The numbers that all parts allow. */
export interface NumberRange {
  readonly lowest: number | undefined;
  readonly highest: number | undefined;
  /** Whether the end itself is out. */
  readonly aboveLowest: boolean;
  readonly belowHighest: boolean;
  readonly multiples: readonly number[];
  /** The ends of what the format can hold. */
  readonly holds: readonly [number, number];
}

/** What a double holds exactly, which is also what int64 comes to in JSON. */
const everything = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;

const formatRange: Readonly<Record<string, readonly [number, number]>> = { int32: [-(2 ** 31), 2 ** 31 - 1] };

export function numberRangeOf(parts: readonly SchemaNode[]): NumberRange {
  const all = parts.map(({ schema }) => keywordsOf(schema));
  const each = (name: string): readonly number[] => all.flatMap((keywords) => numberIn(keywords, name) ?? []);
  const held = all.flatMap(({ format }) => (typeof format === "string" ? [formatRange[format] ?? everything] : []));
  const included = Math.max(...each("minimum"));
  const excluded = Math.max(...each("exclusiveMinimum"));
  const includedEnd = Math.min(...each("maximum"));
  const excludedEnd = Math.min(...each("exclusiveMaximum"));
  const lowest = Math.max(included, excluded);
  const highest = Math.min(includedEnd, excludedEnd);
  return {
    lowest: Number.isFinite(lowest) ? lowest : undefined,
    highest: Number.isFinite(highest) ? highest : undefined,
    aboveLowest: excluded >= included,
    belowHighest: excludedEnd <= includedEnd,
    multiples: each("multipleOf"),
    holds: [
      Math.max(everything[0], ...held.map(([end]) => end)),
      Math.min(everything[1], ...held.map(([, end]) => end)),
    ],
  };
}

/** The number without the dust of binary fractions: 0.1 + 0.2 as 0.3. */
export function clean(value: number): number {
  return Math.abs(value) < 1e15 ? Number(value.toPrecision(15)) : value;
}
