import type { Json, MediaType } from "../../brief/openapi/types.ts";
import { isScalar } from "./scalar-text.ts";

/** How the members of a form are written. */
export interface FormDescription {
  readonly encoding: MediaType["encoding"];
  /** Members that are sent as files (multipart only). */
  readonly files: ReadonlySet<string>;
}

/** A request body as it is sent. */
export interface SentBody {
  readonly kind: "body";
  /** The Content-Type header, with a boundary where there is one. */
  readonly contentType: string;
  readonly body: string;
}

export function sentBody(contentType: string, body: string): SentBody {
  return { kind: "body", contentType, body };
}

/** An object, or a list that holds more than scalars: a member of a form is JSON then (OpenAPI 3.1, 4.8.15.1.1). */
export function isNested(value: Json): boolean {
  if (value === null || isScalar(value)) return false;
  return !Array.isArray(value) || value.some((each: Json) => !isScalar(each));
}

/** Undefined where a value is no object, so no form. */
export function formMembers(value: Json): readonly (readonly [string, Json])[] | undefined {
  return value === null || isScalar(value) || Array.isArray(value) ? undefined : Object.entries(value);
}
