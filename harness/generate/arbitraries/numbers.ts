import fc, { type Arbitrary } from "fast-check";
import { clean, type NumberRange } from "../schema/number-range.ts";

/**
 * Without bounds, numbers stay as small as those that people type, and not below zero: a right service may well keep them in 32 bits,
 * and refuse a page before the first.
 */
const plainHighest = 1000;

/** Decimals where no multipleOf says how many: what money and measures are kept with. */
const hundredth = 0.01;

/** Numbers of a range; whole ones only where `whole`. Undefined where there is none. */
export function numbersIn(range: NumberRange, whole: boolean): Arbitrary<number> | undefined {
  const step = stepOf(range.multiples, whole) ?? (whole ? 1 : stepWithin(range));
  const { first, last } = multiplesOf(range, step);
  if (!(first <= last)) return undefined;
  const clamp = (count: number): number => Math.max(Math.min(count, Number.MAX_SAFE_INTEGER), Number.MIN_SAFE_INTEGER);
  return fc.integer({ min: clamp(first), max: clamp(last) }).map((count) => clean(count * step));
}

/** The multiples of the step that lie in the range, an open end cut where numbers get unusual. */
function multiplesOf(range: NumberRange, step: number): { readonly first: number; readonly last: number } {
  const { lowest, highest } = range;
  const reach = Math.max(plainHighest, step * 10);
  const [heldFrom, heldTo] = range.holds;
  const from = Math.max(heldFrom, lowest ?? (highest !== undefined && highest <= 0 ? highest - reach : 0));
  const to = Math.min(heldTo, highest ?? Math.max(from, 0) + reach);
  const first = Math.ceil(clean(from / step));
  const last = Math.floor(clean(to / step));
  return {
    first: range.aboveLowest && clean(first * step) === lowest ? first + 1 : first,
    last: range.belowHighest && clean(last * step) === highest ? last - 1 : last,
  };
}

/** The step that all multipleOf allow; undefined where there is none. */
export function stepOf(multiples: readonly number[], whole: boolean): number | undefined {
  const steps = multiples.filter((step) => step > 0);
  if (steps.length === 0) return undefined;
  const all = whole ? [...steps, 1] : steps;
  // Scaled to whole numbers, whose least common multiple is known.
  const scale = 10 ** Math.min(Math.max(...all.map(decimalsOf)), 12);
  const common = all
    .map((step) => Math.round(step * scale))
    .reduce((one, other) => (one / divisor(one, other)) * other);
  return common / scale;
}

/** Hundredths, or less where the range is narrower than one. */
function stepWithin({ lowest, highest }: NumberRange): number {
  if (lowest === undefined || highest === undefined || highest <= lowest) return hundredth;
  let step = hundredth;
  while (step * 4 > highest - lowest && step > 1e-12) step /= 10;
  return step;
}

function decimalsOf(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1] ?? "").length - Number(exponent));
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}
