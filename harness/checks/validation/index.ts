import arraySize from "./array-size.ts";
import booleanIsNotInteger from "./boolean-is-not-integer.ts";
import enumeration from "./enum.ts";
import hugeInteger from "./huge-integer.ts";
import length from "./length.ts";
import malformedJson from "./malformed-json.ts";
import minimumMaximum from "./minimum-maximum.ts";
import nanInfinity from "./nan-infinity.ts";
import notAnObject from "./not-an-object.ts";
import nothingStored from "./nothing-stored.ts";
import nulCharacter from "./nul-character.ts";
import nullValue from "./null.ts";
import pattern from "./pattern.ts";
import queryParameter from "./query-parameter.ts";
import required from "./required.ts";
import stringIsNotNumber from "./string-is-not-number.ts";
import unicodeRoundTrip from "./unicode-round-trip.ts";
import unknownField from "./unknown-field.ts";
import wrongType from "./wrong-type.ts";
import rules from "./rules.ts";

export const validationChecks = [
  malformedJson,
  notAnObject,
  required,
  wrongType,
  booleanIsNotInteger,
  stringIsNotNumber,
  nullValue,
  minimumMaximum,
  hugeInteger,
  nanInfinity,
  length,
  pattern,
  enumeration,
  arraySize,
  unknownField,
  rules,
  queryParameter,
  nulCharacter,
  unicodeRoundTrip,
  nothingStored,
];
