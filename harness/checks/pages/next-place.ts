import type { CursorPages, NumberedPages, OffsetPages, Pagination } from "../../brief/types.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { isObject, type JsonObject } from "../json-values.ts";
import { nextLink } from "./next-link.ts";

/** The query parameters that lead to a page, beside the filters and the limit; none for the first. */
export type Place = Readonly<Record<string, string | number>>;

/** What is known of a walk when a page has come. */
export interface Progress {
  /** Of this page. */
  readonly records: readonly unknown[];
  /** How many records were shown before it. */
  readonly passed: number;
  /** How many pages were asked for, this one included. */
  readonly pages: number;
  /** How many records it was asked for; undefined for the app's default. */
  readonly limit: number | undefined;
}

/** Where the next page is; undefined on the last one. A link that leads away from the list is not followed. */
export function nextPlace(
  { request, response }: Answered,
  pagination: Pagination,
  progress: Progress,
): { readonly place: Place } | { readonly elsewhere: string } | undefined {
  if (pagination.style === "link") {
    const links = response.headers.filter(([name]) => name.toLowerCase() === "link").map(([, value]) => value);
    return nextLink(links, request.target);
  }
  const body = jsonOf(response);
  const place = placeAfter(pagination, isObject(body) ? body : {}, progress);
  return place === undefined ? undefined : { place };
}

function placeAfter(
  pagination: CursorPages | OffsetPages | NumberedPages,
  body: JsonObject,
  progress: Progress,
): Place | undefined {
  switch (pagination.style) {
    case "cursor":
      return afterCursor(pagination, body);
    case "offset":
      return afterOffset(pagination, body, progress);
    case "page":
      return afterNumber(pagination, progress);
  }
}

function afterCursor({ next, parameters }: CursorPages, body: JsonObject): Place | undefined {
  const cursor = body[next];
  return cursor === null || cursor === undefined || cursor === "" ? undefined : { [parameters.cursor]: String(cursor) };
}

/**
 * A page with nothing is the last one, and so is one that is not full, unless the count says that there are more. A full page is
 * followed by another in any case: whether the count is right is asked by pagination.total.
 */
function afterOffset(
  { total, parameters, defaultLimit }: OffsetPages,
  body: JsonObject,
  { records, passed, limit = defaultLimit }: Progress,
): Place | undefined {
  const offset = passed + records.length;
  const isFull = records.length >= limit;
  const hasMore = Number(body[total]) > offset;
  return records.length > 0 && (isFull || hasMore) ? { [parameters.offset]: offset } : undefined;
}

/** A page that is not full is the last one. */
function afterNumber(
  { parameters, defaultLimit }: NumberedPages,
  { records, pages, limit = defaultLimit }: Progress,
): Place | undefined {
  return records.length >= limit ? { [parameters.page]: pages + 1 } : undefined;
}
