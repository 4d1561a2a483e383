import type { Action } from "../../brief/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { atOnce, crowdTimeoutMs } from "../at-once.ts";
import { PrerequisiteFailed, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { isTaken, leftIn, take } from "../stateful/act.ts";

type Context = StageContexts["probe"];

/** Twelve times two of thirteen: six can have it, and one stays. */
const parallel = 12;
const amount = 2;
const start = 13;

/**
 * Many take from one record at the same moment: never more than there is, and what is gone is what was promised. That fewer get
 * something than could is not judged. "not here": server errors, or a record that can't be read, which others name. Throws
 * PrerequisiteFailed where more than there is can be taken without a race.
 */
export async function raceOfTakes(
  context: Context,
  operation: string,
  action: Action,
): Promise<Finding | "not here" | undefined> {
  const { name } = mainResource(context.brief);
  const { from, notBelow } = action;
  const { id } = await context.records.create({ [from]: notBelow + start });
  const { left: before } = await leftIn(context, action, id);
  if (before !== notBelow + start) return "not here";
  const answers = await atOnce(
    Array.from({ length: parallel }, () => () => take(context, operation, id, amount, { timeoutMs: crowdTimeoutMs })),
  );
  const { exchange: read, left } = await leftIn(context, action, id);
  // What became of a request that was answered with a server error, or not at all, nobody knows.
  const isUnclear = answers.length < parallel || answers.some(({ response: { status } }) => status >= 500);
  const taken = answers.filter(isTaken);
  if (left === undefined) return "not here";
  const evidence = {
    curl: `${answers[0]?.curl}  # ${parallel} of these at the same time`,
    exchanges: [...taken.slice(0, 2), read],
  };
  const expected = `${from} ${before} less ${amount} for each success, and never below ${notBelow}`;
  const received = `${from} ${left} after ${taken.length} successes`;
  if (left < notBelow || taken.length * amount > start) {
    await mustRefuse(context, operation, action);
    return {
      message: `Of requests at the same moment, more is taken from one ${name} than there is.`,
      expected,
      received,
      ...evidence,
      cause: "more than there is",
    };
  }
  if (isUnclear || left === before - amount * taken.length) return isUnclear ? "not here" : undefined;
  return {
    message: `After requests at the same moment, the ${from} of one ${name} is not what the successes leave.`,
    expected,
    received,
    ...evidence,
    cause: "lost",
  };
}

/** Taking more than there is by itself must be refused; where it is not, no race is needed to see the fault. */
async function mustRefuse(context: Context, operation: string, action: Action): Promise<void> {
  const { id } = await context.records.create({ [action.from]: action.notBelow + amount - 1 });
  const taken = await take(context, operation, id, amount);
  if (!isTaken(taken)) return;
  const message = `${operation} takes more than there is, without a race.`;
  throw new PrerequisiteFailed("stateful.actions", { message, exchanges: [taken] });
}
