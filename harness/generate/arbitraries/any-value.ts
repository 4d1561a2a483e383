import fc, { type Arbitrary } from "fast-check";
import type { Json } from "../../brief/openapi/types.ts";
import { freeText, plainTextOf } from "./text.ts";

/** Values for a place of which the document says nothing. */
export function anyValue(style: "odd" | "plain"): Arbitrary<Json> {
  if (style === "plain") return fc.constant(plainTextOf(12));
  return fc.oneof(
    { arbitrary: freeText(1, 20), weight: 3 },
    fc.integer({ min: 0, max: 1000 }),
    fc.boolean(),
    freeText(1, 20).map((text) => ({ text })),
    fc.array(freeText(1, 10), { maxLength: 2 }),
  );
}
