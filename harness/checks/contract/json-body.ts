import type { MediaType, Operation } from "../../brief/openapi/types.ts";
import { isJsonType } from "../../http/headers.ts";

/** What an operation takes as JSON; undefined where it takes none. */
export function jsonBody(operation: Operation): MediaType | undefined {
  return Object.entries(operation.requestBody?.content ?? {}).find(([type]) => isJsonType(type))?.[1];
}
