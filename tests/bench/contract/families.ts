import { catalogue } from "../../../harness/checks/catalogue.ts";
import type { CheckId } from "../../../harness/types/outcome.ts";

/** Categories that look at source, build, log, database or clock. */
const notOverHttp = new Set([
  "design",
  "tests",
  "docs",
  "history",
  "operations",
  "database",
  "observability",
  "latency",
]);

/** The categories of checks, each once. */
export function familiesOf(checks: readonly CheckId[]): readonly string[] {
  return [...new Set(checks.map((id) => id.split(".")[0] ?? id))];
}

/** Whether a client that can do nothing but send requests has a chance: one of the checks needs no more than that. */
export function visibleOverHttp(checks: readonly CheckId[]): boolean {
  return checks.some((id) => {
    const stage = catalogue.find((check) => check.id === id)?.stage;
    return !familiesOf([id]).some((family) => notOverHttp.has(family)) && (stage === "probe" || stage === "traffic");
  });
}
