import type { Operation, ResponseDescription } from "../../brief/openapi/types.ts";
import type { Brief } from "../../brief/types.ts";
import type { Exchange } from "../../types/exchange.ts";
import type { Answered } from "../../http/types.ts";
import { matchOperation } from "../../http/match-operation.ts";
import type { StageContexts } from "../check.ts";

export interface Seen {
  readonly operation: Operation;
  readonly exchange: Answered;
  /** What the document says about this status: exact, then its range (`4XX`), then `default`. */
  readonly documented: ResponseDescription | undefined;
}

/**
 * The answers in the traffic that belong to a documented operation and to what it documents. What a client gets that asks for
 * something else than JSON is the business of contract.accept-negotiation: no document says it of each operation.
 */
export function answersOfOperations(context: StageContexts["traffic"]): readonly Seen[] {
  return allAnswersOfOperations(context).filter(({ exchange }) => !hasAcceptOfItsOwn(exchange));
}

/** The same, whatever the request asked for. */
export function allAnswersOfOperations({ brief, traffic }: StageContexts["traffic"]): readonly Seen[] {
  return traffic.flatMap((exchange) => {
    const match = matchOperation(brief.api.operations, exchange.request);
    if (match === undefined || !isAnswered(exchange)) return [];
    const { operation } = match;
    return [{ operation, exchange, documented: documentedResponse(operation, exchange.response.status) }];
  });
}

function documentedResponse(operation: Operation, status: number): ResponseDescription | undefined {
  const { responses } = operation;
  return responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default;
}

/** The documented statuses of a kind, for "expected 200" in a finding. */
export function documentedStatuses(operation: Operation): string {
  return Object.keys(operation.responses).join(", ");
}

function hasAcceptOfItsOwn({ request }: Exchange): boolean {
  return request.headers.some(([name, value]) => name === "Accept" && value !== "*/*");
}

export function isAnswered(exchange: Exchange): exchange is Answered {
  return exchange.response !== undefined;
}

/** An answer that says yes; what errors must look like is the business of the errors checks where the brief has a format for them. */
export function isSuccess({ exchange }: Pick<Seen, "exchange">): boolean {
  const { status } = exchange.response;
  return status >= 200 && status <= 299;
}

/** `GET /v1/orders`, as findings name an operation. */
export function nameOf(operation: Operation): string {
  return `${operation.method.toUpperCase()} ${operation.path}`;
}

/** Whether the form of an answer is judged by the checks of the contract: errors have checks of their own where a brief has a format for them. */
export function isJudged(brief: Pick<Brief, "errors">, seen: Pick<Seen, "exchange">): boolean {
  return isSuccess(seen) || brief.errors === undefined;
}
