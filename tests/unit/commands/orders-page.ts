import { loadBrief } from "../../../harness/brief/load-brief.ts";
import { rubricPage } from "../../../harness/commands/rubric-page.ts";

/** The brief that comes with assay, and its rubric with stand-ins for the words of checks: these tests run without the catalogue. */
export const orders = await loadBrief("orders");
const signals = orders.rubric.levels.flatMap((level) => level.signals);
export const ordersChecks = [...orders.rubric.criteria, ...orders.rubric.stretch, ...signals].flatMap(({ checks }) =>
  checks.map((id) => ({ id, title: `Title of ${id}`, why: `Why ${id}` })),
);
export const ordersPage = rubricPage(orders, ordersChecks);
