import type { Json, Parameter } from "../../brief/openapi/types.ts";
import { isJsonType } from "../headers.ts";
import { expanded } from "./expand.ts";
import { asText, type OnTheWire, unsendable } from "./on-the-wire.ts";
import { percentEncoded, reservedKept } from "./percent-encode.ts";
import { isScalar, scalarText } from "./scalar-text.ts";
import { expansionOf, isExploded, styleOf } from "./styles.ts";

/** What the serialisation of a parameter depends on. */
export type Styled = Pick<Parameter, "name" | "in" | "style" | "explode" | "allowReserved" | "mediaType">;

/**
 * A parameter's value as OpenAPI 3.1 writes it. The text is ready for its place: a path segment and a query are percent-encoded, a
 * query and a cookie carry their names (`limit=2`), a header is its value. What would arrive as something else is unsendable.
 */
export function serialised(parameter: Styled, value: Json): OnTheWire {
  if (hasLoneSurrogate(value)) return unsendable("a lone surrogate has no form in UTF-8");
  const wire = parameter.mediaType === undefined ? inStyle(parameter, value) : inMediaType(parameter, value);
  if (wire.kind !== "text") {
    return wire.kind === "absent" && parameter.in === "path" ? unsendable("a path segment can't be left out") : wire;
  }
  const why = refusal(parameter, wire.text);
  return why === undefined ? wire : unsendable(why);
}

function inStyle(parameter: Styled, value: Json): OnTheWire {
  if (parameter.in === "query" && styleOf(parameter) === "deepObject") return deepObject(parameter, value);
  const expansion = expansionOf(parameter);
  if (expansion === undefined) return unsendable(`style ${styleOf(parameter)} is not made for a ${parameter.in}`);
  const explode = isExploded(parameter);
  // `a=1&a=2` in a Cookie header is no list (OpenAPI 3.1.1, appendix D).
  if (parameter.in === "cookie" && explode && !isOne(value)) return unsendable("a cookie can't hold an exploded list");
  const encode = parameter.in === "query" && parameter.allowReserved ? reservedKept : expansion.encode;
  return expanded(parameter.name, value, explode, { ...expansion, encode });
}

function isOne(value: Json): boolean {
  return value === null || isScalar(value);
}

function deepObject({ name }: Styled, value: Json): OnTheWire {
  if (value === null || isScalar(value) || Array.isArray(value)) {
    return unsendable("style deepObject writes objects only");
  }
  const members = Object.entries(value);
  if (members.some(([, each]) => !isOne(each) || each === null)) {
    return unsendable("a list or an object in another has no form in style deepObject");
  }
  if (members.some(([key]) => /[[\]]/.test(key)))
    return unsendable("a bracket in a member's name would be read as its end");
  const parts = members.flatMap(([key, each]) =>
    isScalar(each) ? [`${percentEncoded(`${name}[${key}]`)}=${percentEncoded(scalarText(each))}`] : [],
  );
  return parts.length === 0 ? { kind: "absent" } : asText(parts.join("&"));
}

function inMediaType(parameter: Styled, value: Json): OnTheWire {
  const { name, in: place, mediaType } = parameter;
  if (!isJsonType(mediaType)) return unsendable(`no serialisation as ${mediaType}`);
  // Escaped, so that a header can hold it.
  const json = JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  if (place === "header") return asText(json);
  if (place === "path") return asText(percentEncoded(json));
  return asText(`${percentEncoded(name)}=${percentEncoded(json)}`);
}

/** Header fields that frame the message or choose its representation: a client that fills them with anything sends another request. */
const framing: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "te",
  "trailer",
  "upgrade",
  "expect",
  "keep-alive",
  "proxy-connection",
  "cookie",
]);

/** Why a text would not arrive as it is, for people; undefined where it does. */
function refusal({ name, in: place }: Styled, text: string): string | undefined {
  switch (place) {
    case "path":
      if (text === "") return "an empty path segment makes another path";
      // RFC 3986 6.2.2.3: whoever stands between may remove them, encoded or not.
      if (text === "." || text === "..") return `the path segment ${text} is removed on the way`;
      // WSGI servers decode the path before it is routed.
      return /%2F/i.test(text) ? "a slash in a path segment makes another path" : undefined;
    case "header":
      if (framing.has(name.toLowerCase())) return `the header ${name} belongs to the client`;
      // RFC 9110 5.5: only visible ASCII is read the same everywhere, and whitespace around a value is no part of it.
      if (!/^[\t\x20-\x7e]*$/.test(text)) return "a header holds visible ASCII characters only";
      return text.trim() === text ? undefined : "whitespace around a header's value is no part of it";
    case "cookie":
      // RFC 6265 4.1.1, and the comma, which every server keeps.
      return /^[^=]*=[!#-+,\--:<-[\]-~]*$/.test(text) ? undefined : "a cookie can't hold this text";
    case "query":
      return undefined;
  }
}

function hasLoneSurrogate(value: Json): boolean {
  if (typeof value === "string") return !value.isWellFormed();
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, each]) => !key.isWellFormed() || hasLoneSurrogate(each));
}
