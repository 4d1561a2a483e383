import type { Operation } from "../../brief/openapi/types.ts";
import type { Brief } from "../../brief/types.ts";
import { matchOperation } from "../../http/match-operation.ts";
import type { Answered, CallOptions } from "../../http/types.ts";
import type { Finding, Outcome } from "../../types/outcome.ts";
import type { StageContexts } from "../check.ts";
import { isAnswered, nameOf } from "../contract/documented.ts";
import { pathForResource } from "../contract/resource-path.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import type { Case } from "./cases.ts";

/** More requests than this of one check: a large document is sampled. */
const mostCases = 16;

type Context = StageContexts["probe"];

/** What a check says that got nothing but server errors: contract.no-server-error counts them. */
export const serverErrors: Outcome = {
  verdict: "blocked",
  by: "contract.no-server-error",
  reason: "The app answers with server errors.",
};

/**
 * Sends the cases and counts the constraints that hold: what breaks a rule must be refused with a 4xx, what keeps it must be taken.
 * An operation that took no request so far proves nothing by refusing one; its fault lies with contract.examples. Server errors
 * lie with contract.no-server-error, and undocumented statuses with contract.documented-status.
 */
export async function tryCases(context: Context, cases: readonly Case[]): Promise<Outcome> {
  const seen = tally();
  const paths = new Map<string, CallOptions["path"]>();
  let barrier: Outcome | undefined;
  for (const each of sample(context, cases)) {
    if (!hasWorked(context, each.operation)) {
      const reason = `${nameOf(each.operation)} takes no request as documented.`;
      barrier = { verdict: "blocked", by: "contract.examples", reason };
      continue;
    }
    const path = paths.get(each.operation.id) ?? (await pathForResource(context, each.operation));
    if (path === undefined) continue;
    paths.set(each.operation.id, path);
    const exchange = await context.api.call(each.operation.id, { ...sentAgain(context, each), path });
    const verdict = verdictOf(context.brief, each, exchange);
    if (verdict === "right") seen.ok(each.subject);
    else if (exchange.response.status >= 500) barrier ??= serverErrors;
    else if (verdict === "wrong") {
      seen.wrong(each.subject, findingOf(each, exchange));
      // What was stored by mistake must not get in the way of the next request.
      paths.delete(each.operation.id);
    }
  }
  return (
    seen.outcome((count) => `${count} constraints`) ??
    barrier ??
    nothingSeen("The document has no constraint of this kind that could be tried.")
  );
}

/** At most so many of them, in their order. */
function sample({ random }: Context, cases: readonly Case[]): readonly Case[] {
  if (cases.length <= mostCases) return cases;
  const chosen = new Set(random.shuffle(cases).slice(0, mostCases));
  return cases.filter((each) => chosen.has(each));
}

function hasWorked({ api, brief }: Context, operation: Operation): boolean {
  return api.traffic.some(
    (exchange) =>
      isAnswered(exchange) &&
      isSuccess(exchange.response.status) &&
      matchOperation(brief.api.operations, exchange.request)?.operation.id === operation.id,
  );
}

/** The request of a case, so that no record that an earlier one stored is in its way. */
function sentAgain({ brief, records }: Context, { operation, options }: Case): CallOptions {
  const isNew = operation.id === mainResource(brief).create && Object.hasOwn(options, "json");
  return isNew ? { ...options, json: records.again(options.json) } : options;
}

function verdictOf(brief: Brief, each: Case, { response: { status } }: Answered): "right" | "wrong" | "undecided" {
  if (status >= 500) return "undecided";
  const { create, exclusive } = mainResource(brief);
  // Refused for what is stored, which says nothing about the rule.
  if (each.operation.id === create && status === exclusive?.refused) return "undecided";
  if (each.wanted === "refused") return status >= 400 ? "right" : "wrong";
  // A valid request may meet a documented conflict with what is stored.
  if (status === 409 && "409" in each.operation.responses) return "undecided";
  return isSuccess(status) ? "right" : "wrong";
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

function findingOf({ operation, subject, what, rule, wanted }: Case, exchange: Answered): Finding {
  const isRefusal = wanted === "refused";
  return {
    message: `${nameOf(operation)} ${isRefusal ? "takes" : "does not take"} ${what}.`,
    expected: isRefusal ? `a 4xx, such as 422: the document says ${rule}` : `success: the document says ${rule}`,
    received: `${exchange.response.status} ${exchange.response.body.slice(0, 300)}`,
    curl: exchange.curl,
    exchanges: [exchange],
    cause: `${subject} ${wanted}`,
  };
}
