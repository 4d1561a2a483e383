import type { Operation } from "../../../brief/openapi/types.ts";
import type { PlannedRequest } from "../../../generate/plan/types.ts";
import type { Answered, CallOptions } from "../../../http/types.ts";
import type { StageContexts } from "../../check.ts";
import { pathIfAny } from "../resource-path.ts";
import { answerToValid, type ValidAnswer } from "../valid-answer.ts";

type Context = StageContexts["probe"];

/** A request, and what the app made of it. */
export interface Sent {
  readonly request: PlannedRequest;
  readonly exchange: Answered;
  readonly answer: ValidAnswer;
}

/** Undefined where there is nothing to send it to. */
export type Send = (request: PlannedRequest) => Promise<Sent | undefined>;

/** Sends requests to what a path names; each deletion gets something new to delete. */
export function sender(context: Context, operation: Operation, path: CallOptions["path"]): Send {
  return async (request) => {
    const at = operation.method === "delete" ? await pathIfAny(context, operation) : path;
    if (at === undefined) return undefined;
    const exchange = await context.api.call(operation.id, { ...request.call, path: at });
    return { request, exchange, answer: answerToValid(context.brief, operation, exchange) };
  };
}
