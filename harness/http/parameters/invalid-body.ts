import type { ApiDescription, Json } from "../../brief/openapi/types.ts";
import { type Reading, readingsOf, readingsOfText } from "./readings.ts";
import { isScalar, scalarText } from "./scalar-text.ts";
import { bodyFormatOf } from "./serialise-body.ts";

export interface InvalidBody {
  readonly mediaType: string;
  /** Pointer of the body's schema. */
  readonly schema: string;
  readonly value: Json;
  /** Where in it the value was broken. */
  readonly path: readonly (string | number)[];
}

/**
 * Whether a body that breaks its schema still breaks it as it travels. JSON keeps its types; in a form and in plain text everything
 * is text, and what some server may read as valid counts as valid (see invalidOnTheWire). Only the member that was broken is read
 * anew: the others are as the document wants them.
 */
export function bodyRemainsInvalid(
  api: Pick<ApiDescription, "validate">,
  { mediaType, schema, value, path }: InvalidBody,
): boolean {
  const isValid = (reading: Reading): boolean =>
    reading !== undefined && api.validate(schema, reading, "request").valid;
  switch (bodyFormatOf(mediaType)) {
    case "json":
      return !isValid(value);
    case "text": {
      const readings = isScalar(value) ? readingsOfText(scalarText(value)) : undefined;
      return readings !== undefined && !readings.some(isValid);
    }
    case "urlencoded":
    case "multipart": {
      const readings = formReadings(value, path[0]);
      return readings !== undefined && !readings.some(isValid);
    }
    default:
      return false;
  }
}

/** The form with everything that a server may read for one member. */
function formReadings(value: Json, name: string | number | undefined): readonly Reading[] | undefined {
  if (value === null || isScalar(value) || Array.isArray(value)) return undefined;
  const members = new Map(Object.entries(value));
  const broken = typeof name === "string" ? members.get(name) : undefined;
  if (broken === undefined) return [value];
  const readings = readingsOf(broken, true);
  return readings?.map((reading) => {
    const others = [...members].filter(([key]) => key !== name);
    return Object.fromEntries(reading === undefined ? others : [...others, [String(name), reading]]);
  });
}
