import type { Exchange, ReceivedResponse } from "../../types/exchange.ts";

/** What only the inside of a service knows, in plain words, and how to tell it. Narrow: an error may speak of SQL in general. */
const insides: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a stack trace", /Traceback \(most recent call last\)|File \\?"[^"\n]+\.py\\?", line \d+/],
  ["Flask's debugger", /__debugger__|Werkzeug Debugger|EVALEX\s*=/],
  [
    "what its database said",
    /duplicate key value violates|violates (?:unique|check|foreign key|not-null|exclusion) constraint|conflicting key value violates|relation \\?"\w+\\?" does not exist|invalid input syntax for type \w+|DETAIL: {1,2}(?:Key \(|Failing row)/,
  ],
  [
    "a statement of SQL",
    /\[SQL: |\bSELECT\b[^<>]{1,400}?\bFROM [\w".]+|\bINSERT INTO [\w".]+ \(|\bUPDATE [\w".]+ SET /,
  ],
  [
    "the name of a class of its code",
    /\b(?:psycopg2?|sqlalchemy|werkzeug|marshmallow|pydantic_core)(?:\.\w+)*\.[A-Z]\w+|sqlalche\.me\/e\/|<class '[\w.]+'>|\bobject at 0x[0-9a-f]{6,}/,
  ],
  [
    "a path of its files",
    /\/(?:site|dist)-packages\/|\/(?:usr\/local\/lib|usr\/lib|app|srv|home|opt|code|workspace)(?:\/[\w.-]+)*\/[\w-]+\.py\b/,
  ],
];

export interface Leak {
  readonly what: string;
  /** The text that shows it, cut. */
  readonly text: string;
}

/**
 * What an error tells about the inside of the service, in its body or a header; undefined where it tells nothing. What a
 * client sent itself, with this request or before, may come back: that is no news to it.
 */
export function leakIn(
  { request, response }: Pick<Exchange, "request" | "response">,
  before: readonly Pick<Exchange, "request">[] = [],
): Leak | undefined {
  if (response === undefined) return undefined;
  for (const [what, pattern] of insides) {
    for (const text of textsOf(response)) {
      const found = pattern.exec(text)?.[0];
      if (found === undefined || [{ request }, ...before].some((each) => wasSent(each.request, found))) continue;
      return { what, text: found.slice(0, 200) };
    }
  }
  return undefined;
}

function wasSent({ target, body, headers }: Exchange["request"], text: string): boolean {
  return [target, percentDecoded(target), body ?? "", ...headers.flat()].some((sent) => sent.includes(text));
}

function textsOf(response: ReceivedResponse): readonly string[] {
  return [response.body, ...response.headers.map(([, value]) => value)];
}

function percentDecoded(target: string): string {
  try {
    return decodeURIComponent(target.replaceAll("+", " "));
  } catch {
    return target;
  }
}
