import fc from "fast-check";
import type { Operation } from "../../../brief/openapi/types.ts";
import { checked } from "../../../generate/arbitraries/checked.ts";
import { builtRequest } from "../../../generate/plan/build-request.ts";
import type { OperationPlan, PlannedRequest, RequestValues } from "../../../generate/plan/types.ts";
import type { Answered, CallOptions } from "../../../http/types.ts";
import { PrerequisiteFailed, type StageContexts } from "../../check.ts";
import { pathForResource } from "../resource-path.ts";
import { answerToValid } from "../valid-answer.ts";
import { type Difference, differences } from "./differences.ts";
import { mustBeTaken } from "./open-values.ts";

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
  const path = await pathOf(context, operation);
  if (arbitrary === undefined || path === undefined) return undefined;
  const runs = Math.min(most, fewest + Math.ceil(plan.boundaries.length / 2));
  const sent = sender(context, operation, path);
  let taken: { readonly values: RequestValues; readonly exchange: Answered } | undefined;
  let refused: { readonly values: RequestValues; readonly exchange: Answered } | undefined;
  const property = fc.asyncProperty(arbitrary, async (request) => {
    if (sent.count() > 2 * runs) return true;
    const exchange = await sent.send(request);
    const answer = exchange === undefined ? "undecided" : answerToValid(context.brief, operation, exchange);
    if (exchange !== undefined && answer === "taken") taken = { values: request, exchange };
    if (exchange !== undefined && answer === "refused") refused = { values: request, exchange };
    return answer !== "refused";
  });
  const seed = context.random.integer(0, 2 ** 31 - 1);
  await fc.check(property, { seed, numRuns: runs });
  if (refused === undefined) return { taken: taken !== undefined, refused: undefined };
  const { exchange, values } = refused;
  const alone = taken && (await smallestDifference(context, operation, sent, taken.values, values));
  return {
    taken: taken !== undefined,
    refused: { exchange: alone?.exchange ?? exchange, difference: alone?.difference, beside: alone && taken?.exchange },
  };
}

interface Sender {
  readonly count: () => number;
  readonly send: (request: PlannedRequest) => Promise<Answered | undefined>;
}

/** Sends requests to what a path names; each deletion gets something new to delete. */
function sender(context: Context, operation: Operation, first: CallOptions["path"]): Sender {
  let count = 0;
  let path: CallOptions["path"] | undefined = first;
  return {
    count: () => count,
    async send({ call }) {
      count += 1;
      path ??= await pathOf(context, operation);
      if (path === undefined) return undefined;
      const at = path;
      if (operation.method === "delete") path = undefined;
      return await context.api.call(operation.id, { ...call, path: at });
    },
  };
}

/** The deepest single change of a taken request that is refused. */
async function smallestDifference(
  { brief }: Context,
  operation: Operation,
  sent: Sender,
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
    const exchange = await sent.send(request);
    if (exchange !== undefined && answerToValid(brief, operation, exchange) === "refused")
      found = { difference, exchange };
  }
  return found;
}

function isValid(
  api: Context["brief"]["api"],
  { requestBody }: Operation,
  { body, parameters }: RequestValues,
): boolean {
  const pointer = body && requestBody?.content[body.mediaType]?.schema?.pointer;
  if (body !== undefined && pointer !== undefined && !api.validate(pointer, body.value, "request").valid) return false;
  return parameters.every(
    ({ parameter, value }) =>
      parameter.schema === undefined || api.validate(parameter.schema.pointer, value, "request").valid,
  );
}

async function pathOf(context: Context, operation: Operation): Promise<CallOptions["path"] | undefined> {
  try {
    return await pathForResource(context, operation);
  } catch (error) {
    if (error instanceof PrerequisiteFailed) return undefined;
    throw error;
  }
}
