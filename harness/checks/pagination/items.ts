import type { Brief } from "../../brief/types.ts";
import { jsonOf } from "../../http/headers.ts";
import type { Answered } from "../../http/types.ts";
import { isObject } from "../json-values.ts";
import { paginationOf } from "./asked.ts";

/** The records of a page; undefined where the answer is no page. */
export function itemsOf({ response }: Answered, brief: Brief): readonly unknown[] | undefined {
  const body = response.status === 200 ? jsonOf(response) : undefined;
  const items = isObject(body) ? body[paginationOf(brief).items] : undefined;
  return Array.isArray(items) ? items : undefined;
}
