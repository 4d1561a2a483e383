import type { Json } from "../../brief/openapi/types.ts";
import { isJsonType } from "../headers.ts";
import { type FormDescription, type SentBody, sentBody } from "./form.ts";
import { multipart } from "./multipart.ts";
import { type Unsendable, unsendable } from "./on-the-wire.ts";
import { isScalar, scalarText } from "./scalar-text.ts";
import { urlencoded } from "./urlencoded.ts";

/** How a media type is written: the parts of the harness that make bodies know these four. */
export type BodyFormat = "json" | "urlencoded" | "multipart" | "text";

/** Undefined where bodies of a media type can't be made (XML, images). A range is sent as JSON or plain text. */
export function bodyFormatOf(mediaType: string): BodyFormat | undefined {
  const type = bareType(mediaType);
  if (isJsonType(type) || type === "text/json" || type === "*/*" || type === "application/*") return "json";
  if (type === "application/x-www-form-urlencoded") return "urlencoded";
  if (type === "multipart/form-data") return "multipart";
  return type.startsWith("text/") && type !== "text/xml" ? "text" : undefined;
}

/** A value as the body of a request in a media type of the document. */
export function serialisedBody(mediaType: string, form: FormDescription, value: Json): SentBody | Unsendable {
  const format = bodyFormatOf(mediaType);
  switch (format) {
    case "json":
      return sentBody(mediaType.includes("*") ? "application/json" : mediaType, JSON.stringify(value));
    case "text":
      if (!isScalar(value)) return unsendable("a list, an object or null has no form as plain text");
      if (typeof value === "string" && !value.isWellFormed())
        return unsendable("a lone surrogate has no form in UTF-8");
      return sentBody(mediaType.includes("*") ? "text/plain" : mediaType, scalarText(value));
    case "urlencoded":
      return urlencoded(form, value);
    case "multipart":
      return multipart(form, value);
    default:
      return unsendable(`no serialisation as ${mediaType}`);
  }
}

function bareType(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}
