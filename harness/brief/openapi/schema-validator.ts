import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { messageOf } from "../../types/errors.ts";
import { lenientPattern } from "./lenient-pattern.ts";
import { uriFragment } from "./pointer.ts";
import type { ApiDescription, Json } from "./types.ts";

/** Problems told of one value; a page of wrong records would give hundreds. */
const mostProblems = 10;

/** Called once for each schema that can't be used. */
export type OnUnusable = (pointer: string, why: string) => void;

type Direction = "request" | "response";

/**
 * Validates against schemas where they stand in the document, so that references resolve, recursive ones too. Formats are asserted.
 * A member that belongs to the other direction only (readOnly in a request, writeOnly in a response) is not required. Throws for a
 * schema that can't be compiled; with `onUnusable` its values are valid and unchecked instead, and patterns are read leniently.
 */
export function schemaValidator(
  document: { readonly [member: string]: Json },
  onUnusable?: OnUnusable,
): ApiDescription["validate"] {
  const engines = new Map<Direction, Ajv2020>();
  const compiled = new Map<string, ValidateFunction>();
  const unusable = new Map<string, string>();
  const compiledAt = (pointer: string, direction: Direction): ValidateFunction => {
    const key = `${direction} ${pointer}`;
    const engine = engines.get(direction) ?? engineFor(document, foreignIn[direction], onUnusable !== undefined);
    engines.set(direction, engine);
    const validate = compiled.get(key) ?? engine.compile({ $ref: `document${uriFragment(pointer)}` });
    compiled.set(key, validate);
    return validate;
  };
  return (pointer, value, direction) => {
    const known = unusable.get(pointer);
    if (known !== undefined) return { valid: true, unchecked: known };
    try {
      const validate = compiledAt(pointer, direction);
      if (validate(value)) return { valid: true };
      return { valid: false, problems: [...new Set((validate.errors ?? []).map(sentence))].slice(0, mostProblems) };
    } catch (error) {
      if (onUnusable === undefined) throw error;
      const why = messageOf(error);
      unusable.set(pointer, why);
      onUnusable(pointer, why);
      return { valid: true, unchecked: why };
    }
  };
}

const foreignIn = { request: "readOnly", response: "writeOnly" } as const;

function engineFor(
  document: { readonly [member: string]: Json },
  foreign: "readOnly" | "writeOnly",
  isLenient: boolean,
): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateFormats: true,
    // The meta-schema would see no more than the reference into the document, and takes longer than all the rest.
    validateSchema: false,
    unicodeRegExp: true,
    logger: false,
    ...(isLenient ? { code: { regExp: lenientPattern } } : {}),
  });
  addFormats.default(ajv);
  for (const [name, format] of Object.entries(fairFormats)) ajv.addFormat(name, format);
  ajv.addSchema({ $id: "document", ...withoutForeignRequired(document, foreign) });
  return ajv;
}

/** Formats on which ajv-formats is stricter or laxer than the RFC that OpenAPI names, or that it does not know. */
const fairFormats = {
  // RFC 5321 as mail servers take it; internationalised addresses (RFC 6531) too.
  email: (text: string) => /^[^\s@]+@[^\s@]+$/.test(text),
  // RFC 3339: lower-case t and z, a space for the T, a leap second.
  "date-time": (text: string) => isDateTime(text),
  password: true,
  binary: true,
  byte: true,
  "media-range": true,
} as const;

function isDateTime(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(text);
  if (parts === null) return false;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= lastDay &&
    Number(hour) <= 23 &&
    Number(minute) <= 59 &&
    Number(second) <= 60
  );
}

/** The document with members of the other direction taken out of `required`. */
function withoutForeignRequired(
  value: { readonly [member: string]: Json },
  foreign: string,
): { [member: string]: Json } {
  const walk = (each: Json): Json => {
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== "object" || each === null) return each;
    const copy = Object.fromEntries(Object.entries(each).map(([name, member]) => [name, walk(member)]));
    const { properties, required } = copy;
    if (!Array.isArray(required) || typeof properties !== "object" || properties === null) return copy;
    const isForeign = (name: Json): boolean => {
      const property = Object.entries(properties).find(([key]) => key === name)?.[1];
      return (
        typeof property === "object" &&
        property !== null &&
        foreign in property &&
        Object.entries(property).some(([key, on]) => key === foreign && on === true)
      );
    };
    return { ...copy, required: required.filter((name) => !isForeign(name)) };
  };
  return walk(value) as { [member: string]: Json };
}

function sentence(error: ErrorObject): string {
  const place = error.instancePath === "" ? "the body" : error.instancePath;
  if ("additionalProperty" in error.params)
    return `${place} has the unknown member ${JSON.stringify(error.params.additionalProperty)}`;
  if ("allowedValues" in error.params)
    return `${place} ${error.message}: ${JSON.stringify(error.params.allowedValues)}`;
  if ("allowedValue" in error.params) return `${place} ${error.message}: ${JSON.stringify(error.params.allowedValue)}`;
  return `${place} ${error.message}`;
}
