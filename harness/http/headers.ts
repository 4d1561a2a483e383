import type { ReceivedResponse } from "../types/exchange.ts";

/** The first value of a response header; `name` in any case. */
export function headerOf(response: ReceivedResponse, name: string): string | undefined {
  return response.headers.find(([each]) => each === name.toLowerCase())?.[1];
}

/** The media type without parameters, in lower case. */
export function mediaTypeOf(response: ReceivedResponse): string | undefined {
  return headerOf(response, "content-type")?.split(";", 1)[0]?.trim().toLowerCase();
}

/** The body as JSON; undefined where it is none. */
export function jsonOf(response: ReceivedResponse): unknown {
  try {
    return JSON.parse(response.body);
  } catch {
    return undefined;
  }
}

/** Any JSON media type: application/json, or with the +json suffix (RFC 6839). */
export function isJsonType(mediaType: string | undefined): boolean {
  return mediaType !== undefined && /^application\/([\w.-]+\+)?json$/.test(mediaType);
}
