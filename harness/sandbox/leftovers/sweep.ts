import type { Engine } from "../engine/connect.ts";
import { onEngine } from "../engine-trouble.ts";
import { ownerMayLive } from "../labels.ts";
import { labelled } from "./labelled.ts";
import { removeRun } from "./remove-run.ts";

/** Removes what runs left whose process was killed. Gives how many runs that were. */
export async function sweepLeftovers(engine: Engine): Promise<number> {
  const found = await onEngine("list what earlier runs left", () => labelled(engine, "assay.run"));
  const orphaned = new Set(found.flatMap(({ labels }) => (ownerMayLive(labels) ? [] : [labels["assay.run"] ?? ""])));
  await Promise.all([...orphaned].map((runId) => removeRun(engine, runId)));
  return orphaned.size;
}
