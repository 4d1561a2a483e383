import { decoded } from "../match-operation.ts";

/**
 * What an app answered then and what it answers now, side by side: a record made again has another id, and what comes later must
 * ask for that one.
 */
export interface CarriedValues {
  /** Remembers where two JSON answers have different texts or numbers at the same place. */
  learn(then: unknown, now: unknown): void;
  /** A path with query, with each segment and query value that stands for something remembered replaced. */
  target(target: string): string;
  /** A JSON body with each text that stands for something remembered replaced; any other body as it is. */
  body(body: string): string;
  header(value: string): string;
}

export function carriedValues(): CarriedValues {
  const known = new Map<string, string>();
  const learn = (then: unknown, now: unknown): void => {
    if (typeof then === "object" && then !== null && typeof now === "object" && now !== null) {
      for (const [key, value] of Object.entries(then))
        learn(value, Object.entries(now).find(([other]) => other === key)?.[1]);
    } else if (isScalar(then) && isScalar(now) && then !== now) known.set(String(then), String(now));
  };
  const carried = (text: string): string => known.get(text) ?? text;
  return {
    learn,
    header: carried,
    target(target) {
      const [path = "", ...query] = target.split("?");
      const segments = path.split("/").map((segment) => inPlace(segment, carried));
      const pairs = query
        .join("?")
        .split("&")
        .map((pair) => {
          const [name = "", ...value] = pair.split("=");
          return value.length === 0 ? pair : `${name}=${inPlace(value.join("="), carried)}`;
        });
      return query.length === 0 ? segments.join("/") : `${segments.join("/")}?${pairs.join("&")}`;
    },
    body(body) {
      try {
        return JSON.stringify(JSON.parse(body), (_, value: unknown) =>
          typeof value === "string" ? carried(value) : value,
        );
      } catch {
        return body;
      }
    },
  };
}

function isScalar(value: unknown): value is string | number {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}

/** Replaces what is written in percent-encoding; what stands for nothing stays as it was written. */
function inPlace(written: string, carried: (text: string) => string): string {
  const plain = decoded(written);
  const replaced = carried(plain);
  return replaced === plain ? written : encodeURIComponent(replaced);
}
