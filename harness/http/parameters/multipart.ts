import type { Json } from "../../brief/openapi/types.ts";
import { isJsonType } from "../headers.ts";
import { type FormDescription, formMembers, isNested, type SentBody, sentBody } from "./form.ts";
import { type Unsendable, unsendable } from "./on-the-wire.ts";
import { isScalar, scalarText } from "./scalar-text.ts";

/** curl's boundaries look like this one. */
const boundary = `${"-".repeat(24)}7d1b9c0e5f2a4836`;

/** An object as multipart/form-data (RFC 7578): one part for each entry of a list, JSON for deeper values. */
export function multipart(form: FormDescription, value: Json): SentBody | Unsendable {
  const members = formMembers(value);
  if (members === undefined) return unsendable("a form is an object");
  const parts: string[] = [];
  for (const [name, each] of members) {
    if (each === null) return unsendable("null has no form outside JSON");
    const entries: readonly Json[] = isNested(each) || !Array.isArray(each) ? [each] : each;
    for (const entry of entries) {
      const part = partOf(name, entry, form);
      if (!part.isWellFormed()) return unsendable("a lone surrogate has no form in UTF-8");
      if (part.includes(boundary)) return unsendable("the text holds the boundary of the form's parts");
      parts.push(part);
    }
  }
  const text = [...parts.map((part) => `--${boundary}\r\n${part}\r\n`), `--${boundary}--\r\n`].join("");
  return sentBody(`multipart/form-data; boundary=${boundary}`, text);
}

function partOf(name: string, value: Json, { encoding, files }: FormDescription): string {
  const isFile = files.has(name);
  const said = encoding[name]?.contentType;
  const usual = isFile ? "application/octet-stream" : isScalar(value) ? undefined : "application/json";
  // Some descriptions list several types, or a range: the first plain one is sent.
  const contentType =
    said
      ?.split(",")
      .find((type) => !type.includes("*"))
      ?.trim() ?? usual;
  return [
    `Content-Disposition: form-data; name="${quotable(name)}"${isFile ? `; filename="${quotable(name)}.bin"` : ""}`,
    ...(contentType === undefined ? [] : [`Content-Type: ${contentType}`]),
    "",
    isScalar(value) && !isJsonType(contentType) ? scalarText(value) : JSON.stringify(value),
  ].join("\r\n");
}

/** As browsers escape names (HTML, multipart/form-data encoding algorithm). */
function quotable(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
