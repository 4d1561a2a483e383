import { stepOf } from "../../arbitraries/numbers.ts";
import { clean, numberRangeOf } from "../../schema/number-range.ts";
import { keywordsOf, numberIn, type SchemaNode } from "../../schema/node.ts";
import { meantTypes, namedTypes } from "../../schema/types-of.ts";
import type { Place } from "../place.ts";
import { replacing, ruleOf, type Trial } from "../trial.ts";

/** The step beyond a bound of numbers that need not be whole: what is left of it after rounding to cents, too. */
const hundredth = 0.01;

/** Beyond this, a hundredth is lost in a double. */
const fineUpTo = 1e9;

type Bound = "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum";

/** Each bound and what lies just beyond it; what is no multiple, and the neighbouring multiples. */
export function numberTrials(place: Place): readonly Trial[] {
  const types = namedTypes(place.parts) ?? meantTypes(place.parts);
  if (!types.includes("integer") && !types.includes("number")) return [];
  const isWhole = !types.includes("number");
  const { multiples } = numberRangeOf(place.parts);
  const step = stepOf(multiples, isWhole);
  return [
    ...(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] as const).flatMap((keyword) =>
      boundTrials(place, keyword, step ?? (isWhole ? 1 : undefined)),
    ),
    ...multipleTrials(place, step, isWhole),
  ];
}

function boundTrials(place: Place, keyword: Bound, step: number | undefined): readonly Trial[] {
  const isLow = keyword === "minimum" || keyword === "exclusiveMinimum";
  const bound = strictest(place.parts, keyword, isLow);
  if (bound === undefined || !Number.isSafeInteger(Math.trunc(bound))) return [];
  const size = step ?? (Math.abs(bound) < fineUpTo ? hundredth : 1);
  // The multiples of the step at the bound and on both sides of it.
  const at = isLow ? Math.ceil(clean(bound / size)) : Math.floor(clean(bound / size));
  const inward = isLow ? 1 : -1;
  const isOn = step === undefined || clean(at * size) === bound;
  const from = (steps: number): number =>
    step === undefined ? clean(bound + inward * steps * size) : clean((at + inward * steps) * size);
  const isExclusive = keyword.startsWith("exclusive");
  const last = isExclusive && isOn ? from(1) : from(0);
  const first = isExclusive && isOn ? from(0) : from(-1);
  const rule = ruleOf(keyword, bound);
  return [replacing(place, "valid", keyword, rule, [last]), replacing(place, "invalid", keyword, rule, [first])];
}

function strictest(parts: readonly SchemaNode[], keyword: Bound, isLow: boolean): number | undefined {
  const bounds = parts.flatMap(({ schema }) => numberIn(keywordsOf(schema), keyword) ?? []);
  if (bounds.length === 0) return undefined;
  return isLow ? Math.max(...bounds) : Math.min(...bounds);
}

function multipleTrials(place: Place, step: number | undefined, isWhole: boolean): readonly Trial[] {
  const { multiples } = numberRangeOf(place.parts);
  const [multiple] = multiples;
  if (step === undefined || multiple === undefined || typeof place.value !== "number") return [];
  const rule = ruleOf("multipleOf", multiple);
  const { value } = place;
  const between = isWhole ? [value + 1, value - 1] : [clean(value + step / 2), clean(value - step / 2)];
  return [
    replacing(place, "valid", "multipleOf", rule, [clean(value + step)]),
    replacing(place, "valid", "multipleOf", rule, [clean(value - step)]),
    replacing(place, "invalid", "multipleOf", rule, between),
  ];
}
