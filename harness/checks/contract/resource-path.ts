import type { Operation } from "../../brief/openapi/types.ts";
import type { CallOptions } from "../../http/types.ts";
import { enoughToTake } from "../actions.ts";
import { PrerequisiteFailed, type StageContexts } from "../check.ts";
import { publishedResource } from "../main-resource.ts";
import { pathValues } from "../path-values.ts";

/**
 * Values for the variables of an operation's path: a new record of the brief's resource where the path names one, with enough to
 * take from it where that is what the operation does; else what the document's other operations give. Undefined where nothing says
 * what a variable stands for. Throws PrerequisiteFailed when no record of the brief's resource can be made.
 */
export async function pathForResource(
  context: Pick<StageContexts["probe"], "api" | "brief" | "random" | "records">,
  operation: Operation,
): Promise<CallOptions["path"] | undefined> {
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  if (names.length === 0) return {};
  const resource = publishedResource(context.brief);
  if (resource === undefined || names.length > 1 || names[0] !== resource.pathParameter)
    return await pathValues(context, operation);
  const { id } = await context.records.create(enoughToTake(context.brief, operation.id));
  return { [resource.pathParameter]: id };
}

/** The same; undefined, too, where making a record is broken, which is its own fault and counted where it belongs. */
export async function pathIfAny(
  ...given: Parameters<typeof pathForResource>
): Promise<CallOptions["path"] | undefined> {
  try {
    return await pathForResource(...given);
  } catch (error) {
    if (error instanceof PrerequisiteFailed) return undefined;
    throw error;
  }
}
