import type { Scorecard } from "../types/scorecard.ts";
import { page } from "./html/page.ts";

/**
 * The report as one HTML file that works offline, without a script, in light and dark, on paper and on a phone. The same
 * scorecard gives the same bytes.
 */
export function renderHtml(scorecard: Scorecard): string {
  return page(scorecard).markup;
}
