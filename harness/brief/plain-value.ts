import fc, { type Arbitrary } from "fast-check";
import type { Random } from "../types/random.ts";
import { valueAt } from "./openapi/pointer.ts";
import type { ApiDescription, Json, JsonSchema } from "./openapi/types.ts";

/** Where plain-looking text comes from. */
export interface TextSource {
  email(): string;
  sentence(): string;
}

export interface PlainOptions {
  readonly api: Pick<ApiDescription, "document">;
  readonly random: Random;
  readonly text: TextSource;
  /** True for what a client sends: members that only the server sets (readOnly) are left out. */
  readonly isRequest?: true;
  /** Whether a value is one of the examples of its schema, where that has some: for records that look like the document's. */
  readonly examples?: boolean;
}

type Members = { readonly [keyword: string]: Json };

/**
 * A value that a person could have typed, valid for the schema: everything that is required, most of what is optional, small
 * numbers, short texts. For records of probes and data sets; boundaries and oddities are the business of generate/.
 */
export function plainValue(schema: JsonSchema, options: PlainOptions): Json {
  const { random } = options;
  const keywords = resolved(schema, options);
  if (keywords.const !== undefined) return keywords.const;
  if (Array.isArray(keywords.enum)) return random.pick(keywords.enum);
  if (options.examples === true && Array.isArray(keywords.examples)) return random.pick(keywords.examples);
  const types = Array.isArray(keywords.type) ? keywords.type : [keywords.type ?? impliedType(keywords)];
  const others = types.filter((type) => type !== "null");
  if (others.length < types.length && (others.length === 0 || random.next() < 0.3)) return null;
  switch (others[0]) {
    case "object":
      return plainObject(keywords, options);
    case "array":
      return plainArray(keywords, options);
    case "integer":
    case "number":
      return plainNumber(keywords, random);
    case "boolean":
      return random.next() < 0.5;
    default:
      return plainString(keywords, options);
  }
}

function plainObject(keywords: Members, options: PlainOptions): Json {
  const properties = members(keywords.properties);
  const required = Array.isArray(keywords.required) ? keywords.required : [];
  const isOurs = (name: string): boolean =>
    options.isRequest !== true || resolved(asSchema(properties[name]), options).readOnly !== true;
  const names = Object.keys(properties)
    .filter(isOurs)
    .filter((name) => required.includes(name) || options.random.next() < 0.7);
  return Object.fromEntries(names.map((name) => [name, plainValue(asSchema(properties[name]), options)]));
}

function plainArray(keywords: Members, options: PlainOptions): Json {
  const fewest = numberOr(keywords.minItems, 0);
  const most = Math.max(fewest, Math.min(numberOr(keywords.maxItems, 3), 3));
  const count = options.random.integer(Math.max(fewest, Math.min(1, most)), most);
  return Array.from({ length: count }, () => plainValue(asSchema(keywords.items), options));
}

function plainNumber(keywords: Members, random: Random): number {
  const step = numberOr(keywords.multipleOf, 1);
  const exclusiveLow = numberOr(keywords.exclusiveMinimum, Number.NEGATIVE_INFINITY) + step;
  const low = Math.max(
    numberOr(keywords.minimum, Math.max(0, Math.min(1, numberOr(keywords.maximum, 1)))),
    exclusiveLow,
  );
  const exclusiveHigh = numberOr(keywords.exclusiveMaximum, Number.POSITIVE_INFINITY) - step;
  const high = Math.min(numberOr(keywords.maximum, low + 1000 * step), exclusiveHigh, low + 5000 * step);
  return random.integer(Math.ceil(low / step), Math.max(Math.ceil(low / step), Math.floor(high / step))) * step;
}

/** Dates lie in the first quarter of 2026, at few different times, so that records are equal in their sort keys. */
const firstTime = Date.UTC(2026, 0, 5, 9);
const differentTimes = 40;

function plainString(keywords: Members, { random, text }: PlainOptions): string {
  const time = new Date(firstTime + random.integer(0, differentTimes) * 47 * 3_600_000 + 30 * 60_000);
  switch (keywords.format) {
    case "uuid":
      return random.uuid();
    case "email":
      return text.email();
    case "date-time":
      return time.toISOString().replace(".000Z", "Z");
    case "date":
      return time.toISOString().slice(0, 10);
    case "uri":
      return `https://example.com/${random.token(8)}`;
  }
  const fewest = numberOr(keywords.minLength, 0);
  const most = numberOr(keywords.maxLength, 60);
  if (typeof keywords.pattern === "string") return matching(keywords.pattern, fewest, most, random);
  const sentence = text.sentence().slice(0, most).trimEnd();
  return sentence.length >= fewest ? sentence : sentence + random.token(fewest - sentence.length);
}

/** A text that matches; upper-case letters and digits first, as codes are written, then whatever the pattern allows. */
function matching(pattern: string, fewest: number, most: number, random: Random): string {
  const expression = new RegExp(pattern, "u");
  const fits = (text: string): boolean =>
    expression.test(text) && [...text].length >= fewest && [...text].length <= most;
  const length = Math.min(Math.max(fewest, 6), most);
  for (const candidate of [
    random.token(length).toUpperCase(),
    random.token(length),
    String(random.integer(10 ** (length - 1), 10 ** length - 1)),
  ]) {
    if (fits(candidate)) return candidate;
  }
  const seed = random.integer(0, 2 ** 31 - 1);
  // Most patterns need few tries, and each takes time. With the same seed, fewer samples are the first ones of more.
  for (const numRuns of [1, 20, 500]) {
    const found = fc.sample(textsOf(pattern), { seed, numRuns }).find(fits);
    if (found !== undefined) return found;
  }
  throw new RangeError(`No text was found for the pattern ${pattern} with ${fewest} to ${most} characters.`);
}

const textsByPattern = new Map<string, Arbitrary<string>>();

/** Texts that match. To make them from the pattern takes several milliseconds, hundreds of times what a text takes: done once. */
function textsOf(pattern: string): Arbitrary<string> {
  const texts = textsByPattern.get(pattern) ?? fc.stringMatching(new RegExp(pattern, "u"));
  textsByPattern.set(pattern, texts);
  return texts;
}

/** The keywords of a schema with its references and allOf merged in, and the first of its alternatives. */
export function resolved(schema: JsonSchema, options: Pick<PlainOptions, "api">): Members {
  if (typeof schema === "boolean") return {};
  const { $ref, allOf, oneOf, anyOf, ...own } = schema;
  const target = typeof $ref === "string" ? [asSchema(valueAt(options.api.document, $ref))] : [];
  const alternatives = Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : [];
  const parts = [
    ...target,
    ...(Array.isArray(allOf) ? allOf.map(asSchema) : []),
    ...alternatives.slice(0, 1).map(asSchema),
  ];
  return parts.map((part) => resolved(part, options)).reduce<Members>(merged, own);
}

function merged(one: Members, other: Members): Members {
  const required = [
    ...(Array.isArray(one.required) ? one.required : []),
    ...(Array.isArray(other.required) ? other.required : []),
  ];
  return {
    ...other,
    ...one,
    ...(required.length === 0 ? {} : { required }),
    ...(one.properties === undefined && other.properties === undefined
      ? {}
      : { properties: { ...members(other.properties), ...members(one.properties) } }),
  };
}

function impliedType(keywords: Members): string {
  if (keywords.properties !== undefined) return "object";
  if (keywords.items !== undefined) return "array";
  return keywords.minimum !== undefined || keywords.maximum !== undefined ? "integer" : "string";
}

function asSchema(value: Json | undefined): JsonSchema {
  if (typeof value === "boolean") return value;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function members(value: Json | undefined): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function numberOr(value: Json | undefined, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}
