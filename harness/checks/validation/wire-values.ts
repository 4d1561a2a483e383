import type { Operation, Parameter } from "../../brief/openapi/types.ts";
import { resolved } from "../../brief/plain-value.ts";
import type { Brief } from "../../brief/types.ts";
import type { CallOptions } from "../../http/types.ts";
import type { Random } from "../../types/random.ts";
import { nameOf } from "../contract/documented.ts";
import type { Case } from "./cases.ts";
import { formatTexts } from "./format-texts.ts";
import { allowedValues, isNumeric, type Keywords, numberIn, typesOf } from "./keywords.ts";
import { textsOfLength } from "./texts-of-length.ts";
import { otherCase, partOf, unlisted } from "./unlisted.ts";

/** A parameter's value as it stands on the wire, and what a correct implementation does with it. */
export interface WireValue {
  readonly value: string;
  readonly rule: string;
  readonly wanted: Case["wanted"];
}

/** Longer values may meet a limit of the whole request line or of all headers, which is another rule. */
const longest = 1000;

/**
 * Everything is text on the wire, so that only what stays invalid there is called wrong: a parameter that is any text takes
 * `null`, `true` and `1`. None where the brief contradicts itself: an example of the parameter that does not fit its schema.
 */
export function wireValues(brief: Brief, random: Random, parameter: Parameter): readonly WireValue[] {
  const { schema, examples } = parameter;
  if (schema === undefined) return [];
  if (examples.some(({ value }) => !brief.api.validate(schema.pointer, value, "request").valid)) return [];
  const keywords = resolved(schema.schema, brief);
  const [first] = examples;
  const sample = typeof first?.value === "string" ? first.value : "";
  // An alternative that we don't look at may allow what the first one does not.
  return valuesFor(keywords, sample, random).filter(
    ({ value, wanted }) => wanted === "accepted" || !fitsAsText(brief, schema.pointer, value),
  );
}

/** The requests that try one parameter; `sentAs` puts a value into its place in the request. */
export function parameterCases(
  operation: Operation,
  name: string,
  values: readonly WireValue[],
  sentAs: (value: string) => CallOptions,
): readonly Case[] {
  return values.map(({ value, rule, wanted }) => ({
    operation,
    subject: `${nameOf(operation)} ${name} ${rule}`,
    what: `${name}=${value.length > 60 ? `${value.slice(0, 57)}...` : value}`,
    rule,
    options: sentAs(value),
    wanted,
  }));
}

/** Whether the schema takes the text, or what it stands for as a number, truth value or null. */
function fitsAsText({ api }: Brief, pointer: string, text: string): boolean {
  const readings: unknown[] = [text];
  if (/^-?\d+(\.\d+)?$/.test(text)) readings.push(Number(text));
  if (text === "true" || text === "false") readings.push(text === "true");
  return readings.some((value) => api.validate(pointer, value, "request").valid);
}

function valuesFor(keywords: Keywords, sample: string, random: Random): readonly WireValue[] {
  const values = allowedValues(keywords);
  if (values.length > 0) return listedValues(values);
  if (isNumeric(keywords)) return numbersFor(keywords);
  if (typesOf(keywords).includes("boolean")) return [{ value: "maybe", rule: "type: boolean", wanted: "refused" }];
  return [...formatted(keywords), ...lengths(keywords, sample, random)];
}

function listedValues(values: ReturnType<typeof allowedValues>): readonly WireValue[] {
  const rule = `one of ${JSON.stringify(values)}`;
  const wrong = [String(unlisted(values)), ...otherCase(values).slice(0, 1), ...partOf(values).slice(0, 1)];
  const right = [...new Set([values.at(0), values.at(-1)])].filter((value) => value !== undefined && value !== null);
  return [
    ...wrong.map((value): WireValue => ({ value, rule, wanted: "refused" })),
    ...right.map((value): WireValue => ({ value: String(value), rule, wanted: "accepted" })),
  ];
}

function formatted({ format }: Keywords): readonly WireValue[] {
  const texts = typeof format === "string" ? formatTexts[format] : undefined;
  const rule = `format: ${String(format)}`;
  return (texts?.invalid ?? []).map((value) => ({ value, rule: `${rule}, not ${value}`, wanted: "refused" }));
}

function lengths(keywords: Keywords, sample: string, random: Random): readonly WireValue[] {
  const most = numberIn(keywords, "maxLength");
  if (most === undefined || most > longest || typeof keywords.pattern === "string") return [];
  const rule = `maxLength: ${most}`;
  const texts = (length: number, wanted: Case["wanted"]): readonly WireValue[] =>
    textsOfLength(length, keywords, sample, random)
      .slice(0, 1)
      .map((value) => ({ value, rule, wanted }));
  return [...texts(most + 1, "refused"), ...texts(most, "accepted")];
}

function numbersFor(keywords: Keywords): readonly WireValue[] {
  const [minimum, maximum] = [numberIn(keywords, "minimum"), numberIn(keywords, "maximum")];
  const isInteger = typesOf(keywords).includes("integer");
  const bounds = [
    ...(minimum === undefined ? [] : [{ rule: `minimum: ${minimum}`, inside: minimum, outside: minimum - 1 }]),
    ...(maximum === undefined ? [] : [{ rule: `maximum: ${maximum}`, inside: maximum, outside: maximum + 1 }]),
  ];
  return [
    { value: "abc", rule: "type: a number", wanted: "refused" },
    ...(isInteger ? [{ value: "1.5", rule: "type: integer", wanted: "refused" as const }] : []),
    ...bounds.flatMap(({ rule, inside, outside }) => [
      { value: String(outside), rule, wanted: "refused" as const },
      { value: String(inside), rule, wanted: "accepted" as const },
    ]),
  ];
}
