import { fileURLToPath } from "node:url";

/** Where assay keeps what outlives a run (logs of what it started): ASSAY_STATE, or `.assay` beside the harness. */
export function stateFolder(): string {
  return process.env.ASSAY_STATE ?? fileURLToPath(new URL("../../.assay", import.meta.url));
}
