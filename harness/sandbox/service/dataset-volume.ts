import type { DataRecord } from "../../brief/types.ts";
import type { Sandbox } from "../open-sandbox.ts";
import { filledVolume } from "./filled-volume.ts";

/** Where the app finds the data set. */
export const datasetPath = "/assay/dataset.json";

const MiB = 1024 * 1024;

/** A volume that holds the data set, readable for every user. Filled without running anything: also remote engines can do it. */
export async function datasetVolume(sandbox: Sandbox, dataset: readonly DataRecord[]): Promise<string> {
  return await filledVolume(
    sandbox,
    "dataset",
    [{ path: "dataset.json", content: JSON.stringify(dataset, null, 2) }],
    MiB,
  );
}
