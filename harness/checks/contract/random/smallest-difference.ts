import type { Operation } from "../../../brief/openapi/types.ts";
import type { Brief } from "../../../brief/types.ts";
import { builtRequest } from "../../../generate/plan/build-request.ts";
import type { RequestValues } from "../../../generate/plan/types.ts";
import type { Answered } from "../../../http/types.ts";
import { type Difference, differences } from "./differences.ts";
import { mustBeTaken } from "./must-be-taken.ts";
import type { Send } from "./sender.ts";

/** The deepest single change of a taken request that is refused. */
export async function smallestDifference(
  brief: Brief,
  operation: Operation,
  send: Send,
  from: RequestValues,
  to: RequestValues,
): Promise<{ readonly difference: Difference; readonly exchange: Answered } | undefined> {
  let found: { readonly difference: Difference; readonly exchange: Answered } | undefined;
  for (const difference of differences(from, to)) {
    // Only what lies inside the last refused place can be smaller.
    if (found !== undefined && !difference.place.startsWith(`${found.difference.place}/`)) continue;
    if (!isValid(brief.api, operation, difference.changed) || !mustBeTaken(brief, { operation }, difference.changed))
      continue;
    const request = builtRequest(brief.api, operation, difference.changed);
    if (request.kind !== "request") continue;
    const sent = await send(request);
    if (sent?.answer === "refused") found = { difference, exchange: sent.exchange };
  }
  return found;
}

function isValid(api: Brief["api"], { requestBody }: Operation, { body, parameters }: RequestValues): boolean {
  const pointer = body && requestBody?.content[body.mediaType]?.schema?.pointer;
  if (body !== undefined && pointer !== undefined && !api.validate(pointer, body.value, "request").valid) return false;
  return parameters.every(
    ({ parameter, value }) =>
      parameter.schema === undefined || api.validate(parameter.schema.pointer, value, "request").valid,
  );
}
