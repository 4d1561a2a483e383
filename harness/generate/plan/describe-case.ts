import { pointerTo } from "../../brief/openapi/pointer.ts";
import type { Operation, Parameter } from "../../brief/openapi/types.ts";
import type { OnTheWire } from "../../http/parameters/on-the-wire.ts";
import type { JsonPath } from "../types.ts";

/** `GET /v1/orders`, as a document names an operation to people. */
export function operationName({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

/** A parameter as people find it in a request: `?limit`, `{order_id}`, `X-Request-ID:`, `cookie session`. */
export function parameterName({ name, in: place }: Parameter): string {
  switch (place) {
    case "query":
      return `?${name}`;
    case "path":
      return `{${name}}`;
    case "header":
      return `${name}:`;
    case "cookie":
      return `cookie ${name}`;
  }
}

/** A place in a body as a JSON pointer; `body` for the whole of it. */
export function bodyPlace(path: JsonPath): string {
  return path.length === 0 ? "body" : pointerTo("", ...path);
}

/** What is sent as a parameter, cut where it is long. */
export function parameterShown({ name, in: place }: Parameter, wire: OnTheWire): string {
  if (wire.kind !== "text") return `no ${name}`;
  const text = wire.text.length > 60 ? `${wire.text.slice(0, 57)}...` : wire.text;
  if (place === "header") return `${name}: ${text}`;
  return place === "path" ? `${text} as {${name}}` : text;
}
