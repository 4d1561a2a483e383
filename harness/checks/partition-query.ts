import type { StageContexts } from "./check.ts";
import { mainResource } from "./main-resource.ts";

/** A value of the partition field that nobody else uses: what to create with, and what to filter the list by. */
export function partitionQuery({ brief, records }: Pick<StageContexts["probe"], "brief" | "records">): {
  readonly overrides: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
} {
  const { partition } = mainResource(brief);
  if (partition === undefined) return { overrides: {}, query: {} };
  const value = records.partition();
  return { overrides: { [partition.field]: value }, query: { [partition.parameter]: value } };
}
