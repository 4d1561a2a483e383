import type { Operation } from "../../brief/openapi/types.ts";
import type { Brief } from "../../brief/types.ts";
import type { CallOptions } from "../../http/types.ts";
import { jsonBody } from "../contract/json-body.ts";
import { mainResource } from "../main-resource.ts";

/** Why a check of this category does not apply; undefined where the brief asks for it. */
export function askedForAuth(brief: Brief): string | undefined {
  return brief.auth === undefined ? "The brief asks for no credentials." : undefined;
}

/** The operation that is asked first: the list, else reading one. */
export function guardedOperation(brief: Brief): Operation {
  const { list, read } = mainResource(brief);
  return brief.api.operation(list ?? read);
}

/** A request that would be right with credentials: known-looking path values, and the document's first example as its body. */
export function plausibleRequest(operation: Operation): CallOptions {
  const path = Object.fromEntries(
    operation.parameters
      .filter((parameter) => parameter.in === "path")
      .map(({ name, examples: [first] }) => [name, String(first?.value ?? "1")]),
  );
  const [body] = jsonBody(operation)?.examples ?? [];
  return { path, ...(body === undefined ? {} : { json: body.value }) };
}
