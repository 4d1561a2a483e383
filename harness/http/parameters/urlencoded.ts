import type { Json } from "../../brief/openapi/types.ts";
import { isJsonType } from "../headers.ts";
import { type FormDescription, formMembers, isNested, type SentBody, sentBody } from "./form.ts";
import { type Unsendable, unsendable } from "./on-the-wire.ts";
import { serialised } from "./serialise.ts";

/** An object as application/x-www-form-urlencoded: lists repeat their name, deeper values are JSON, unless the encoding says else. */
export function urlencoded({ encoding }: FormDescription, value: Json): SentBody | Unsendable {
  const members = formMembers(value);
  if (members === undefined) return unsendable("a form is an object");
  const pairs: string[] = [];
  for (const [name, each] of members) {
    const { style, explode, allowReserved = false, contentType } = encoding[name] ?? {};
    const asJson = style === undefined && (isJsonType(contentType) || isNested(each));
    const wire = serialised(
      { name, in: "query", style, explode, allowReserved, mediaType: asJson ? "application/json" : undefined },
      each,
    );
    if (wire.kind === "unsendable") return wire;
    if (wire.kind === "text") pairs.push(wire.text);
  }
  return sentBody("application/x-www-form-urlencoded", pairs.join("&"));
}
