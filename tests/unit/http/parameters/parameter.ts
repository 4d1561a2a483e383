import type { Styled } from "../../../../harness/http/parameters/serialise.ts";

/** A parameter `color` of a place, with the styles' defaults where nothing else is said. */
export function colorIn(place: Styled["in"], more: Partial<Styled> = {}): Styled {
  return {
    name: "color",
    in: place,
    style: undefined,
    explode: undefined,
    allowReserved: false,
    mediaType: undefined,
    ...more,
  };
}
