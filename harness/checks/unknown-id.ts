import { resolved } from "../brief/plain-value.ts";
import type { Operation } from "../brief/openapi/types.ts";
import type { StageContexts } from "./check.ts";
import { mainResource } from "./main-resource.ts";

type Context = Pick<StageContexts["probe"], "brief" | "random">;

/** Beyond what a run creates or imports, within 32 bits. */
const unusedNumbers = [1_500_000_000, 2_000_000_000] as const;

/** A value of a path parameter that has the documented form and that no record has: a number where the document says so, else a UUID. */
export function unusedValue({ brief, random }: Context, operation: Operation, parameter: string): string {
  const found = operation.parameters.find((each) => each.in === "path" && each.name === parameter);
  const type = found?.schema === undefined ? undefined : resolved(found.schema.schema, brief).type;
  return type === "integer" ? String(random.integer(...unusedNumbers)) : random.uuid();
}

/** An id of the main resource that no record has. */
export function unknownId(context: Context): string {
  const { read, pathParameter } = mainResource(context.brief);
  return unusedValue(context, context.brief.api.operation(read), pathParameter);
}
