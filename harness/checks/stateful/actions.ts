import type { Action } from "../../brief/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, type Tally, tally } from "../share.ts";
import { askedForActions, isTaken, leftIn, take } from "./act.ts";

type Context = StageContexts["probe"];

/** From ten: some, more than is left, all that is left, one more. */
const start = 10;
const steps = [
  { subject: "some of it", amount: 3, left: 7, isRefused: false },
  { subject: "more than there is", amount: 8, left: 7, isRefused: true },
  { subject: "all of it", amount: 7, left: 0, isRefused: false },
  { subject: "one where nothing is left", amount: 1, left: 0, isRefused: true },
] as const;

export default defineCheck({
  id: "stateful.actions",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "What is taken is gone, and more than there is can't be taken",
  why: "A warehouse that hands out what it does not have promises customers what nobody can send them.",
  hint: "Compare with what is there before you take it, in the statement that takes it, and refuse the rest with the documented status.",
  notAskedBy: askedForActions,
  async run(context) {
    const seen = tally();
    for (const [operation, action] of Object.entries(mainResource(context.brief).actions)) {
      await tryAction(context, operation, action, seen);
    }
    return seen.outcome((count) => `${count} requests`) ?? nothingSeen("Nothing was taken or refused.");
  },
});

async function tryAction(context: Context, operation: string, action: Action, seen: Tally): Promise<void> {
  const { id } = await context.records.create({ [action.from]: action.notBelow + start });
  for (const step of steps) {
    const { left: before } = await leftIn(context, action, id);
    const taken = await take(context, operation, id, step.amount);
    const { exchange: read, left } = await leftIn(context, action, id);
    // What the step before left wrong is its own fault; a server error is named by contract.no-server-error.
    const expected = action.notBelow + step.left;
    if (before !== expected + (step.isRefused ? 0 : step.amount) || taken.response.status >= 500) return;
    const isRight = step.isRefused ? taken.response.status === action.refused : isTaken(taken);
    const subject = `${operation}: ${step.subject}`;
    if (isRight && left === expected) {
      seen.ok(subject);
      continue;
    }
    seen.wrong(subject, {
      message: step.isRefused
        ? `${operation} does not refuse to take ${step.subject} as documented.`
        : `${operation} does not take ${step.subject}.`,
      expected: `${step.isRefused ? action.refused : "success"}, and ${action.from} ${expected} afterwards`,
      received: `${taken.response.status}, and ${action.from} ${left ?? "unknown"} afterwards`,
      curl: taken.curl,
      exchanges: [taken, read],
    } satisfies Finding);
  }
}
