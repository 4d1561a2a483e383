import { defineCheck } from "../check.ts";
import { accepted, refused, replaced } from "./cases.ts";
import { isNumeric, type Keywords, numberIn, typesOf } from "./keywords.ts";
import { afterExamples, trySites } from "./try-sites.ts";

export default defineCheck({
  id: "validation.minimum-maximum",
  stage: "probe",
  after: afterExamples,
  title: "Numbers are taken up to the published bounds and refused beyond them",
  why: "An order of minus one piece takes money out of the till, and one off at the other end turns a customer away.",
  hint: "Compare with <= and >= where openapi.yaml says minimum and maximum: the bound itself is allowed.",
  run: (context) =>
    trySites(
      context,
      (site) =>
        boundsOf(site.keywords).flatMap(({ inside, outside, rule }) => [
          ...refused(context.brief, site, replaced(site, outside, rule)),
          ...accepted(context.brief, site, replaced(site, inside, rule)),
        ]),
      ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
    ),
});

interface Bound {
  /** The last value that is allowed, and the first that is not. */
  readonly inside: number;
  readonly outside: number;
  readonly rule: string;
}

function boundsOf(keywords: Keywords): readonly Bound[] {
  if (!isNumeric(keywords)) return [];
  // A half has an exact binary form, so that no rounding moves a bound.
  const step = numberIn(keywords, "multipleOf") ?? (typesOf(keywords).includes("number") ? 0.5 : 1);
  const bounds = (["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"] as const).flatMap((name) => {
    const value = numberIn(keywords, name);
    if (value === undefined) return [];
    const inwards = name.endsWith("inimum") ? step : -step;
    const rule = `${name}: ${value}`;
    return name.startsWith("exclusive")
      ? [{ inside: value + inwards, outside: value, rule }]
      : [{ inside: value, outside: value - inwards, rule }];
  });
  // Beyond 2^53 a JSON number is not exact everywhere (RFC 8259 6).
  return bounds.filter(
    ({ inside, outside }) => Math.max(Math.abs(inside), Math.abs(outside)) <= Number.MAX_SAFE_INTEGER,
  );
}
