import type { Brief } from "../../brief/types.ts";
import { mainResource } from "../main-resource.ts";

/** Why a check of this category does not apply; undefined where the brief asks for it. */
export function askedForFilters(brief: Brief): string | undefined {
  const { filters, list } = mainResource(brief);
  return list === undefined || Object.keys(filters).length === 0 ? "The brief publishes no filters." : undefined;
}
