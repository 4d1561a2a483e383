import type { Answered, CallOptions } from "../../http/types.ts";
import type { StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";

/** Deletes a record. */
export async function deleteRecord(
  { api, brief }: Pick<StageContexts["probe"], "api" | "brief">,
  id: string,
  options: Pick<CallOptions, "timeoutMs"> = {},
): Promise<Answered> {
  const { delete: removal, pathParameter } = mainResource(brief);
  if (removal === undefined) throw new Error("not asked by this brief");
  return await api.call(removal.operation, { ...options, path: { [pathParameter]: id } });
}
