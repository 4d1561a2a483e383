import type { Json } from "../../brief/openapi/types.ts";
import { isScalar, scalarText } from "./scalar-text.ts";

/** What a server may make of a text: values, `undefined` for a parameter that it takes as not given. */
export type Reading = Json | undefined;

/** More than these combinations are not tried: then nobody knows what a server reads. */
const mostReadings = 256;

/** Words for a boolean that frameworks take (pydantic, marshmallow, WTForms, Go's strconv). */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ...["true", "t", "yes", "y", "on", "1"].map((word) => [word, true] as const),
  ...["false", "f", "no", "n", "off", "0"].map((word) => [word, false] as const),
]);

/** Python's float() takes these, JSON has no such number: nobody can say what a server should do. */
const unclearNumbers = /^[+-]?(nan|inf|infinity)$/i;

/**
 * Everything that a reasonable server may take a text for: itself, without whitespace around, a number as lenient readers see it
 * (`+1`, `01`, `1.0`, `1_000`, ` 1 `, `0x10`), a boolean, null, JSON, not given (when empty). Undefined where that can't be listed.
 */
export function readingsOfText(text: string): readonly Reading[] | undefined {
  const trimmed = text.trim();
  if (unclearNumbers.test(trimmed) || /[^\P{Nd}0-9]/u.test(trimmed)) return undefined;
  const readings: Reading[] = [text, trimmed];
  if (trimmed === "") readings.push(undefined);
  const number = Number(trimmed.replaceAll("_", ""));
  if (trimmed !== "" && Number.isFinite(number)) readings.push(number);
  const word = trimmed.toLowerCase();
  const boolean = booleans.get(word);
  if (boolean !== undefined) readings.push(boolean);
  if (["", "null", "none", "nil"].includes(word)) readings.push(null);
  if (/^[[{]/.test(trimmed)) readings.push(...parsed(trimmed));
  return [...new Set(readings)];
}

/** What a server may read where a parameter (or a member of a form) was written entry by entry, or joined by a separator. */
export function readingsOf(value: Json, exploded: boolean): readonly Reading[] | undefined {
  if (value === null) return [undefined, null, "null", ""];
  if (isScalar(value)) return readingsOfOne(scalarText(value));
  return isList(value) ? readingsOfList(value, exploded) : readingsOfObject(value, exploded);
}

/** One text may be a whole list: of one, or separated. */
function readingsOfOne(text: string): readonly Reading[] | undefined {
  const readings = readingsOfText(text);
  if (readings === undefined) return undefined;
  const lists = readings.map((each) => (each === undefined ? [] : [each]));
  const separated = [",", " ", "|", ";"].flatMap((separator) => {
    if (!text.includes(separator)) return [];
    const parts = text.split(separator);
    return [parts, parts.map((part) => part.trim()), parts.map(lenient), parts.filter((part) => part.trim() !== "")];
  });
  return [...readings, ...lists, ...separated];
}

function readingsOfList(values: readonly Json[], exploded: boolean): readonly Reading[] | undefined {
  if (values.length === 0) return [undefined, [], "", null];
  const entries = values.map((each) => (isScalar(each) ? readingsOfText(scalarText(each)) : [each]));
  const lists = combinations(entries) ?? uniform(entries);
  const whole = exploded ? [...(entries[0] ?? []), ...(entries.at(-1) ?? [])] : readingsOfText(joined(values));
  if (lists === undefined || whole === undefined) return undefined;
  return [...lists.map((list) => list.filter(isGiven)), ...whole];
}

function readingsOfObject(
  value: { readonly [member: string]: Json },
  exploded: boolean,
): readonly Reading[] | undefined {
  const keys = Object.keys(value);
  if (keys.length === 0) return [undefined, {}, "", null];
  const entries = Object.values(value).map((each) => (isScalar(each) ? readingsOfText(scalarText(each)) : [each]));
  // Written as parameters of their own, members that a server does not know go unseen.
  const lists = combinations(exploded ? entries.map((each) => each && [...each, undefined]) : entries);
  const whole = exploded ? [undefined] : readingsOfText(joined(Object.entries(value).flat()));
  if (lists === undefined || whole === undefined) return undefined;
  // `tags[0]=a` is a list to PHP and to all that learned from it.
  const asLists = keys.every((key) => /^\d+$/.test(key)) ? lists.map((list) => list.filter(isGiven)) : [];
  return [...lists.map((list) => objectOf(keys, list)), ...asLists, ...whole];
}

function isGiven(reading: Reading): reading is Json {
  return reading !== undefined;
}

/** An object of what was read, without what was taken as not given. */
function objectOf(keys: readonly string[], values: readonly Reading[]): Json {
  const members = keys.flatMap((key, index) => {
    const value = values[index];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(members);
}

/** Every choice of one reading for each place; undefined for too many, or where a place has no list of readings. */
function combinations(
  places: readonly (readonly Reading[] | undefined)[],
): readonly (readonly Reading[])[] | undefined {
  let found: readonly (readonly Reading[])[] = [[]];
  for (const readings of places) {
    if (readings === undefined || found.length * readings.length > mostReadings) return undefined;
    found = found.flatMap((before) => readings.map((each) => [...before, each]));
  }
  return found;
}

/** Of a long list: all texts, or whatever of one kind there is. */
function uniform(places: readonly (readonly Reading[] | undefined)[]): readonly (readonly Reading[])[] | undefined {
  if (places.includes(undefined)) return undefined;
  return ["string", "number", "boolean", "undefined"].map((kind) =>
    places.map((readings = []) => readings.find((each) => typeof each === kind) ?? readings[0]),
  );
}

function joined(values: readonly Json[]): string {
  return values.map((each) => (isScalar(each) ? scalarText(each) : JSON.stringify(each))).join(",");
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function lenient(text: string): Json {
  const trimmed = text.trim();
  const number = Number(trimmed);
  if (trimmed !== "" && Number.isFinite(number)) return number;
  return booleans.get(trimmed.toLowerCase()) ?? trimmed;
}

function parsed(text: string): readonly Json[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
