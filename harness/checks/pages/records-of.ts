import type { Pagination } from "../../brief/types.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { isObject } from "../json-values.ts";

/** The records of a page: a member of it, or the page itself where the brief names none. Undefined where the answer is no page. */
export function recordsOf({ response }: Answered, pagination: Pagination | undefined): readonly unknown[] | undefined {
  const body = response.status === 200 ? jsonOf(response) : undefined;
  const member = pagination?.items;
  const records: unknown = member === undefined ? body : isObject(body) ? body[member] : undefined;
  return Array.isArray(records) ? records : undefined;
}
