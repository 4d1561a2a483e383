/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** RFC 3339 date-time, with any offset; PostgreSQL keeps microseconds. */
const dateTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * Whether two JSON values mean the same to a client of the brief: members in any order, times as instants (`Z` and `+00:00`, `.5`
 * and `.500`), numbers by value, and lists of objects in any order, because no document promises to keep it.
 */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one === "string" && typeof other === "string") return sameInstant(one, other);
  if (Array.isArray(one) && Array.isArray(other)) return sameList(one, other);
  if (isObject(one) && isObject(other)) {
    const names = Object.keys(one);
    return names.length === Object.keys(other).length && names.every((name) => sameMember(one, other, name));
  }
  return false;
}

/** Names of the members of `expected` whose value in `actual` is another one, or missing. */
export function differentMembers(expected: JsonObject, actual: JsonObject): readonly string[] {
  return Object.keys(expected).filter((name) => !sameMember(expected, actual, name));
}

function sameMember(one: JsonObject, other: JsonObject, name: string): boolean {
  return Object.hasOwn(other, name) && sameValue(one[name], other[name]);
}

function sameInstant(one: string, other: string): boolean {
  const [left, right] = [microsecondsOf(one), microsecondsOf(other)];
  return left !== undefined && left === right;
}

/**
 * Microseconds since the epoch of an RFC 3339 date-time, undefined for other text: a JavaScript date would drop what lies under
 * the millisecond.
 */
export function microsecondsOf(text: string): number | undefined {
  if (!dateTime.test(text)) return undefined;
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? "";
  const milliseconds = Date.parse(text.replace(/\.\d+/, "").replace(" ", "T").toUpperCase());
  return Number.isNaN(milliseconds) ? undefined : milliseconds * 1000 + Number(fraction.slice(0, 6).padEnd(6, "0"));
}

/** The same of a time as HTTP headers write it, which is how Flask writes times by itself: it has an order, though not by its text. */
function httpDateOf(text: string): number | undefined {
  return /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text)
    ? Date.parse(text) * 1000
    : undefined;
}

/**
 * Which of two values comes first (negative: the one): numbers by value, times as instants, other text by code point, as
 * PostgreSQL orders a uuid, and as its C collation orders text.
 */
export function compareValues(one: unknown, other: unknown): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  const [left, right] = [String(one), String(other)];
  const [from, to] = [microsecondsOf(left) ?? httpDateOf(left), microsecondsOf(right) ?? httpDateOf(right)];
  if (from !== undefined && to !== undefined) return from - to;
  return left < right ? -1 : left > right ? 1 : 0;
}

function sameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  if (!one.every(isObject)) return one.every((value, index) => sameValue(value, other[index]));
  const left = [...other];
  return one.every((value) => {
    const index = left.findIndex((candidate) => sameValue(value, candidate));
    if (index < 0) return false;
    left.splice(index, 1);
    return true;
  });
}
