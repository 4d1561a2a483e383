import type { Operation } from "../../brief/openapi/types.ts";
import type { CallOptions } from "../../http/types.ts";
import { enoughToTake } from "../actions.ts";
import type { StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";

/**
 * Values for the variables of an operation's path: a new record of the brief's resource where the path names one, with enough to
 * take from it where that is what the operation does. Undefined where
 * the brief does not say what a variable stands for. Throws PrerequisiteFailed when no record can be made.
 */
export async function pathForResource(
  { brief, records }: Pick<StageContexts["probe"], "brief" | "records">,
  operation: Operation,
): Promise<CallOptions["path"] | undefined> {
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  if (names.length === 0) return {};
  const { pathParameter } = mainResource(brief);
  if (names.length > 1 || names[0] !== pathParameter) return undefined;
  const { id } = await records.create(enoughToTake(brief, operation.id));
  return { [pathParameter]: id };
}
