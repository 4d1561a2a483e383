import type { ApiDescription, Json, Parameter } from "../../brief/openapi/types.ts";
import { isExploded, styleOf } from "./styles.ts";
import { isScalar, scalarText } from "./scalar-text.ts";
import { type Reading, readingsOf, readingsOfText } from "./readings.ts";
import { serialised, type Styled } from "./serialise.ts";
import type { OnTheWire } from "./on-the-wire.ts";

/** An invalid value of a parameter as it travels, and whether the other end can tell that it is invalid. */
export interface InvalidOnTheWire {
  readonly wire: OnTheWire;
  readonly remainsInvalid: boolean;
}

/**
 * Whether a value that breaks a parameter's schema still breaks it once it is text. It does only if nothing that a reasonable server
 * may read there is valid: for a string schema `12` and `null` are texts like any other, an empty text may mean `not given`, and one
 * value is a list of one. In doubt it does not: a correct app must never be blamed for what it was sent.
 */
export function invalidOnTheWire(
  api: Pick<ApiDescription, "validate">,
  parameter: Styled & Pick<Parameter, "required" | "schema">,
  value: Json,
): InvalidOnTheWire {
  const wire = serialised(parameter, value);
  const { schema } = parameter;
  if (wire.kind === "unsendable" || schema === undefined) return { wire, remainsInvalid: false };
  const readings = readingsIn(parameter, value);
  const isValid = (reading: Reading): boolean =>
    reading === undefined ? !parameter.required : api.validate(schema.pointer, reading, "request").valid;
  return { wire, remainsInvalid: readings !== undefined && !readings.some(isValid) };
}

function readingsIn(parameter: Styled, value: Json): readonly Reading[] | undefined {
  if (parameter.mediaType !== undefined) return readingsOfJson(value);
  const readings = readingsOf(value, isExploded(parameter) && styleOf(parameter) !== "deepObject");
  if (parameter.in !== "header" || typeof value !== "string") return readings;
  // Tokens in headers are often compared without regard to case.
  return readings && [...readings, value.toLowerCase(), value.toUpperCase()];
}

/** A server may take the text of a scalar for the value itself, without reading it as JSON. */
function readingsOfJson(value: Json): readonly Reading[] | undefined {
  if (value === null) return readingsOfText("null");
  if (!isScalar(value)) return [value];
  const texts = [scalarText(value), JSON.stringify(value)].map(readingsOfText);
  return texts.some((each) => each === undefined) ? undefined : [value, ...texts.flatMap((each) => each ?? [])];
}
