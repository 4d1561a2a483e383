import arraySize from "./array-size.ts";
import booleanIsNotInteger from "./boolean-is-not-integer.ts";
import contentType from "./content-type.ts";
import dateEdges from "./date-edges.ts";
import decimalPrecision from "./decimal-precision.ts";
import depthAndSize from "./depth-and-size.ts";
import duplicateKeys from "./duplicate-keys.ts";
import enumeration from "./enum.ts";
import format from "./format.ts";
import headerParameter from "./header-parameter.ts";
import hugeInteger from "./huge-integer.ts";
import length from "./length.ts";
import loneSurrogate from "./lone-surrogate.ts";
import malformedJson from "./malformed-json.ts";
import minimumMaximum from "./minimum-maximum.ts";
import multipleOf from "./multiple-of.ts";
import nanInfinity from "./nan-infinity.ts";
import notAnObject from "./not-an-object.ts";
import nothingStored from "./nothing-stored.ts";
import nulCharacter from "./nul-character.ts";
import nullValue from "./null.ts";
import pathParameter from "./path-parameter.ts";
import pattern from "./pattern.ts";
import queryParameter from "./query-parameter.ts";
import required from "./required.ts";
import stringIsNotNumber from "./string-is-not-number.ts";
import unicodeRoundTrip from "./unicode-round-trip.ts";
import uniqueItems from "./unique-items.ts";
import unknownField from "./unknown-field.ts";
import wrongType from "./wrong-type.ts";
import rules from "./rules.ts";

export const validationChecks = [
  malformedJson,
  contentType,
  notAnObject,
  required,
  wrongType,
  booleanIsNotInteger,
  stringIsNotNumber,
  nullValue,
  minimumMaximum,
  multipleOf,
  hugeInteger,
  nanInfinity,
  decimalPrecision,
  length,
  pattern,
  format,
  dateEdges,
  enumeration,
  arraySize,
  uniqueItems,
  unknownField,
  rules,
  duplicateKeys,
  queryParameter,
  pathParameter,
  headerParameter,
  nulCharacter,
  loneSurrogate,
  unicodeRoundTrip,
  nothingStored,
  depthAndSize,
];
