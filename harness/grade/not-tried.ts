import type { Brief } from "../brief/types.ts";
import { planFor } from "../checks/plan-for.ts";

/** Of what can't be tried in a document, this much is told. */
const most = 20;

/** What is wrong with the document, and what of it no requests could be made for: said, not left out in silence. */
export function notTried(brief: Brief): readonly string[] {
  const wrong = brief.api.notices.map(({ pointer, message }) => `${pointer}: ${message}`);
  const gaps = planFor(brief).operations.flatMap(({ operation, gaps: each }) =>
    each.map(({ pointer, why }) => `Not tried: ${why} (${pointer ?? operation.id}).`),
  );
  return [...new Set([...wrong, ...gaps])].slice(0, most);
}
