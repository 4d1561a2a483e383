import type { Brief } from "../../brief/types.ts";
import { type Answered, type CallOptions, NoResponse } from "../../http/types.ts";
import type { Finding, Outcome } from "../../types/outcome.ts";
import type { StageContexts } from "../check.ts";
import { nameOf } from "../contract/documented.ts";
import { pathForResource } from "../contract/resource-path.ts";
import { answerToValid } from "../contract/valid-answer.ts";
import { inWaves } from "../in-waves.ts";
import { publishedResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import type { Case } from "./cases.ts";
import { workingOperations } from "./working-operations.ts";

/** More requests than this of one check: a large document is sampled, so that each constraint comes before a second try of one. */
const mostCases = 160;

/** An app that takes longer to close a connection, in milliseconds, did not mean to: it was stuck, or fell over. */
const hangUpMs = 5_000;

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
 * lie with contract.no-server-error, and undocumented statuses with contract.documented-status. Each case has a record of its own
 * where its operation needs one: what another case changed by mistake must not get in its way.
 */
export async function tryCases(context: Context, cases: readonly Case[]): Promise<Outcome> {
  const seen = tally();
  const working = workingOperations(context);
  let barrier = blockedByExamples(
    context.brief,
    cases.find(({ operation }) => !working.has(operation.id)),
  );
  const tried = sample(
    context,
    cases.filter(({ operation }) => working.has(operation.id)),
  );
  const ready = (await inWaves(tried, async (each) => await withPath(context, each))).flatMap((each) => each ?? []);
  const answers = await inWaves(ready, async (each) => await answerTo(context, each));
  ready.forEach((each, index) => {
    const exchange = answers[index];
    if (exchange === undefined) {
      seen.ok(each.subject);
      return;
    }
    const verdict = verdictOf(context.brief, each, exchange);
    if (verdict === "right") seen.ok(each.subject);
    else if (exchange.response.status >= 500) barrier ??= serverErrors;
    else if (verdict === "wrong") seen.wrong(each.subject, findingOf(each, exchange));
  });
  return (
    seen.outcome((count) => `${count} constraints`) ??
    barrier ??
    nothingSeen("The document has no constraint of this kind that could be tried.")
  );
}

/** What an operation that took nothing is blocked by; a document alone need not say how it can be made to take something. */
function blockedByExamples({ errors }: Brief, first: Case | undefined): Outcome | undefined {
  if (first === undefined || errors === undefined) return undefined;
  const reason = `${nameOf(first.operation)} takes no request as documented.`;
  return { verdict: "blocked", by: "contract.examples", reason };
}

/** The case with a new record to try it on; undefined where the brief does not say what a variable of the path stands for. */
async function withPath(context: Context, each: Case): Promise<Case | undefined> {
  const options = sentAgain(context, each);
  if (options.path !== undefined) return { ...each, options };
  const path = await pathForResource(context, each.operation);
  return path === undefined ? undefined : { ...each, options: { ...options, path } };
}

/** Undefined where the app hung up, and may. */
async function answerTo(
  { api, records }: Context,
  { operation, options, mayHangUp }: Case,
): Promise<Answered | undefined> {
  try {
    const text = options.body === undefined ? {} : { body: records.againAsText(options.body) };
    return await api.call(operation.id, { ...options, ...text, json: records.again(options.json) });
  } catch (error) {
    const isHungUp = error instanceof NoResponse && mayHangUp === true && error.exchange.durationMs < hangUpMs;
    if (isHungUp) return undefined;
    throw error;
  }
}

/** At most so many of them, in their order; the first of each constraint goes before the others. */
function sample({ random }: Context, cases: readonly Case[]): readonly Case[] {
  if (cases.length <= mostCases) return cases;
  const firsts = new Set(new Map(cases.toReversed().map((each) => [each.subject, each])).values());
  const shuffled = random.shuffle(cases);
  const inTurn = [...shuffled.filter((each) => firsts.has(each)), ...shuffled.filter((each) => !firsts.has(each))];
  const chosen = new Set(inTurn.slice(0, mostCases));
  return cases.filter((each) => chosen.has(each));
}

/** The request of a case, so that no record that another one stored is in its way. */
function sentAgain({ brief, records }: Context, { operation, options }: Case): CallOptions {
  const isNew = operation.id === publishedResource(brief)?.create && Object.hasOwn(options, "json");
  return isNew ? { ...options, json: records.again(options.json) } : options;
}

function verdictOf(brief: Brief, each: Case, exchange: Answered): "right" | "wrong" | "undecided" {
  const { status } = exchange.response;
  if (status >= 500) return "undecided";
  const { create, exclusive } = publishedResource(brief) ?? {};
  // Refused for what is stored, which says nothing about the rule.
  if (each.operation.id === create && status === exclusive?.refused) return "undecided";
  if (each.wanted === "refused") {
    const isAsWanted = each.statuses?.includes(status) ?? status >= 400;
    return isAsWanted ? "right" : "wrong";
  }
  const answer = answerToValid(brief, each.operation, exchange);
  return answer === "undecided" ? answer : answer === "taken" ? "right" : "wrong";
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

function findingOf(each: Case, exchange: Answered): Finding {
  const { operation, subject, what, rule, wanted, statuses, made } = each;
  const isRefusal = wanted === "refused";
  const isTaken = isSuccess(exchange.response.status);
  const refusal = statuses === undefined ? "a 4xx, such as 422" : statuses.join(" or ");
  const verb = !isRefusal ? "does not take" : isTaken ? "takes" : "does not refuse as documented";
  return {
    message: `${nameOf(operation)} ${verb} ${what}.`,
    expected: isRefusal ? `${refusal}: the document says ${rule}` : `success: the document says ${rule}`,
    received: `${exchange.response.status} ${exchange.response.body.slice(0, 300)}`,
    ...(made === undefined ? {} : { detail: `This prints what is too long to be shown: ${made}` }),
    curl: exchange.curl,
    exchanges: [exchange],
    cause: `${subject} ${wanted}`,
  };
}
