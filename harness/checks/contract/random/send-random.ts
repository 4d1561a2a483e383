import fc from "fast-check";
import type { Operation } from "../../../brief/openapi/types.ts";
import { checked } from "../../../generate/arbitraries/checked.ts";
import type { OperationPlan, PlannedRequest } from "../../../generate/plan/types.ts";
import type { Answered } from "../../../http/types.ts";
import type { StageContexts } from "../../check.ts";
import { inWaves } from "../../in-waves.ts";
import type { Difference } from "./differences.ts";
import { pathIfAny } from "../resource-path.ts";
import { mustBeTaken } from "./must-be-taken.ts";
import { type Send, type Sent, sender } from "./sender.ts";
import { smallestDifference } from "./smallest-difference.ts";

type Context = StageContexts["probe"];

/** Requests of one operation, and as many again to make a refused one smaller. */
const fewest = 8;
const most = 30;

/** What became of the random requests of an operation. */
export interface RandomRun {
  /** True where at least one was taken. */
  readonly taken: boolean;
  readonly refused: Refusal | undefined;
}

/** A valid request that was refused, as small as it could be made. */
export interface Refusal {
  readonly exchange: Answered;
  /** What alone makes it differ from one that was taken; undefined where it differs in more, or none was taken. */
  readonly difference: Difference | undefined;
  /** The one that was taken. */
  readonly beside: Answered | undefined;
}

/** Sends valid requests of an operation at random; the first refused one is made smaller. Undefined where none can be made. */
export async function sendRandom(context: Context, plan: OperationPlan): Promise<RandomRun | undefined> {
  const { operation, random } = plan;
  const arbitrary = random && checked(random, (request) => mustBeTaken(context.brief, request, request));
  const path = await pathIfAny(context, operation);
  if (arbitrary === undefined || path === undefined) return undefined;
  const runs = Math.min(most, fewest + Math.ceil(plan.boundaries.length / 2));
  const parameters = { seed: context.random.integer(0, 2 ** 31 - 1), numRuns: runs };
  const send = sender(context, operation, path);
  const answers = await sendAll(operation, fc.sample(arbitrary, parameters), send);
  const taken = answers.findLast(({ answer }) => answer === "taken");
  if (!answers.some(({ answer }) => answer === "refused")) return { taken: taken !== undefined, refused: undefined };
  const smallest = await shrunk(arbitrary, parameters, send);
  const refused = smallest ?? answers.find(({ answer }) => answer === "refused");
  if (refused === undefined) return undefined;
  const alone = taken && (await smallestDifference(context.brief, operation, send, taken.request, refused.request));
  return {
    taken: taken !== undefined,
    refused: {
      exchange: alone?.exchange ?? refused.exchange,
      difference: alone?.difference,
      beside: alone && taken?.exchange,
    },
  };
}

/** A few at the same time, except where they would change the same record. */
async function sendAll(
  { method }: Operation,
  requests: readonly PlannedRequest[],
  send: Send,
): Promise<readonly Sent[]> {
  if (method === "get" || method === "post")
    return (await inWaves(requests, send)).filter((sent) => sent !== undefined);
  const answers: Sent[] = [];
  for (const request of requests) {
    const sent = await send(request);
    if (sent !== undefined) answers.push(sent);
  }
  return answers;
}

/** The smallest of the requests like the refused one that is refused, too; as many are sent as there were at first. */
async function shrunk(
  arbitrary: fc.Arbitrary<PlannedRequest>,
  parameters: { readonly seed: number; readonly numRuns: number },
  send: Send,
): Promise<Sent | undefined> {
  let refused: Sent | undefined;
  let count = 0;
  const isTaken = async (request: PlannedRequest): Promise<boolean> => {
    count += 1;
    const sent = count > 2 * parameters.numRuns ? undefined : await send(request);
    if (sent?.answer === "refused") refused = sent;
    return sent?.answer !== "refused";
  };
  await fc.check(fc.asyncProperty(arbitrary, isTaken), parameters);
  return refused;
}
