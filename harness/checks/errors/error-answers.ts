import type { Brief, ErrorContract } from "../../brief/types.ts";
import { matchOperation } from "../../http/match-operation.ts";
import type { Answered } from "../../http/types.ts";
import type { StageContexts } from "../check.ts";
import { isAnswered, nameOf } from "../contract/documented.ts";

export interface ErrorAnswer {
  /** What it counts as, once: the operation and the status. */
  readonly subject: string;
  readonly exchange: Answered;
}

/** Why a check of this category does not apply; undefined where the brief asks for it. */
export function askedForErrors(brief: Brief): string | undefined {
  return brief.errors === undefined ? "The brief publishes no format for errors." : undefined;
}

export function errorContract(brief: Brief): ErrorContract {
  if (brief.errors === undefined) throw new Error("not asked by this brief");
  return brief.errors;
}

/**
 * The answers of the run that say no: every 4xx that has a body to look at. Server errors are left to contract.no-server-error, and
 * the answer to HEAD has no body (RFC 9110 9.3.2).
 */
export function errorAnswers({ brief, traffic }: StageContexts["traffic"]): readonly ErrorAnswer[] {
  return traffic.filter(isAnswered).flatMap((exchange) => {
    const { status } = exchange.response;
    if (status < 400 || status > 499 || exchange.request.method === "HEAD") return [];
    const match = matchOperation(brief.api.operations, exchange.request);
    const where = match === undefined ? "elsewhere" : nameOf(match.operation);
    return [{ subject: `${where} ${status}`, exchange }];
  });
}

/** The end of a finding's message: where the error was seen. */
export function saidBy({ exchange }: ErrorAnswer): string {
  const { method, target } = exchange.request;
  return `The ${exchange.response.status} of ${method} ${target.split("?", 1)[0]}`;
}
