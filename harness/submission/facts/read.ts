import type { Workspace } from "../types.ts";
import type { SourceFacts } from "./types.ts";
export async function readFacts(_workspace: Pick<Workspace, "files" | "read">): Promise<SourceFacts> {
  return { modules: [], leftOut: [] };
}
