import type { Json } from "../../brief/openapi/types.ts";
import type { ReadyParameters } from "../types.ts";
import type { Unsendable } from "./on-the-wire.ts";
import { serialised, type Styled } from "./serialise.ts";

/** A parameter and the value that it is sent with. */
export interface GivenParameter {
  readonly parameter: Styled;
  readonly value: Json;
}

/** Parameters as a request carries them. The first that can't be sent is named instead. */
export function readyParameters(
  given: readonly GivenParameter[],
): ({ readonly kind: "ready" } & ReadyParameters) | (Unsendable & { readonly parameter: Styled }) {
  const path: Record<string, string> = {};
  const headers: Record<string, string> = {};
  const query: string[] = [];
  const cookies: string[] = [];
  for (const { parameter, value } of given) {
    const wire = serialised(parameter, value);
    if (wire.kind === "unsendable") return { ...wire, parameter };
    if (wire.kind === "absent") continue;
    if (parameter.in === "path") path[parameter.name] = wire.text;
    else if (parameter.in === "header") headers[parameter.name] = wire.text;
    else if (parameter.in === "query") query.push(wire.text);
    else cookies.push(wire.text);
  }
  return {
    kind: "ready",
    path,
    query: query.join("&"),
    headers: { ...headers, ...(cookies.length === 0 ? {} : { Cookie: cookies.join("; ") }) },
  };
}
