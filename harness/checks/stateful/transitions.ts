import type { StateMachine } from "../../brief/types.ts";
import type { Finding } from "../../types/outcome.ts";
import { type CreatedRecord, defineCheck, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { nothingSeen, tally } from "../share.ts";
import { askedForMoves, inState, move, stateIn } from "./moves.ts";

type Context = StageContexts["probe"];

export default defineCheck({
  id: "stateful.transitions",
  stage: "probe",
  after: ["stateful.create-then-read"],
  title: "Every allowed change of status works, every other is refused and changes nothing",
  why: "An order that was delivered and is then paid again costs money, and nobody can say afterwards what happened.",
  hint: "Keep the allowed moves in one table, look the move up before you change anything, and refuse the rest with the documented status.",
  notAskedBy: askedForMoves,
  async run(context) {
    const { states } = mainResource(context.brief);
    if (states === undefined) throw new Error("not asked by this brief");
    const seen = tally();
    for (const from of Object.keys(states.transitions)) {
      let record: CreatedRecord | undefined;
      for (const to of Object.keys(states.transitions)) {
        // A move that was refused, and changed nothing, leaves a record that the next one can be tried on.
        record ??= await inState(context, states, from);
        // A state that can't be reached has its fault in the move that leads there.
        if (record === undefined) break;
        const finding = await tryMove(context, states, record, from, to);
        if (finding === undefined) seen.ok(`${from} to ${to}`);
        else seen.wrong(`${from} to ${to}`, finding);
        if (finding !== undefined || states.transitions[from]?.includes(to) === true) record = undefined;
      }
    }
    return seen.outcome((count) => `${count} moves`) ?? nothingSeen("No move could be tried.");
  },
});

async function tryMove(
  context: Context,
  states: StateMachine,
  record: CreatedRecord,
  from: string,
  to: string,
): Promise<Finding | undefined> {
  const { brief, api } = context;
  const resource = mainResource(brief);
  const moved = await move(context, states, record, to);
  const read = await api.call(resource.read, { path: { [resource.pathParameter]: record.id } });
  const { status } = moved.response;
  const allowed = states.transitions[from]?.includes(to) === true;
  const isRight = allowed ? status === 200 || status === 204 : status === states.refused;
  const expectedState = allowed ? to : from;
  const state = stateIn(read, states);
  if (isRight && state === expectedState) return undefined;
  return {
    message: allowed
      ? `The move from ${from} to ${to} is allowed, but does not work.`
      : `The move from ${from} to ${to} is not allowed, but is not refused as documented.`,
    expected: `${allowed ? "200" : states.refused}, and ${states.field} ${expectedState} afterwards`,
    received: `${status}, and ${states.field} ${state ?? "unknown"} afterwards`,
    curl: moved.curl,
    exchanges: [moved, read],
  };
}
