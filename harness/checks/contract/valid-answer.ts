import type { Operation } from "../../brief/openapi/types.ts";
import type { Brief } from "../../brief/types.ts";
import type { Answered } from "../../http/types.ts";

/** What an answer says about a request that is valid by the document. */
export type ValidAnswer = "taken" | "refused" | "undecided";

/** Answers that depend on what is stored: a conflict with it, or another version of it (RFC 9110 15.5.10, 15.5.13). */
const conflicts: readonly number[] = [409, 412];

/**
 * Whether a valid request was taken. A documented conflict with what is stored decides nothing, nor does a server error, which
 * counts elsewhere. Where only a document is known of the app, nothing is decided either by answers that a valid request may get
 * for reasons that no schema can say: who asks, and what else is there.
 */
export function answerToValid(brief: Brief, operation: Operation, { response: { status } }: Answered): ValidAnswer {
  if (status >= 200 && status <= 299) return "taken";
  if (status >= 500) return "undecided";
  if (status < 400 && (String(status) in operation.responses || "3XX" in operation.responses)) return "taken";
  if (conflicts.includes(status) && (String(status) in operation.responses || "4XX" in operation.responses)) {
    return "undecided";
  }
  if (brief.errors !== undefined) return "refused";
  return status === 400 || status === 422 || status === 415 ? "refused" : "undecided";
}
