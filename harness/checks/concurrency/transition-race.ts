import type { StateMachine } from "../../brief/types.ts";
import { atOnce, crowdTimeoutMs } from "../at-once.ts";
import { defineCheck, PrerequisiteFailed, type StageContexts } from "../check.ts";
import { mainResource } from "../main-resource.ts";
import { roundsFor } from "../rounds.ts";
import { nothingSeen } from "../share.ts";
import { askedForMoves, inState, move } from "../stateful/moves.ts";

const requestsPerMove = 4;
/** Measured: 0.36 and 0.65, for moves that read the row without a lock. */
const rounds = roundsFor(0.33);

export default defineCheck({
  id: "concurrency.transition-race",
  stage: "probe",
  slow: true,
  after: ["stateful.transitions"],
  title: "Of two moves at the same moment that exclude each other, one happens",
  why: "An order that is shipped and cancelled at once is sent to the customer, who gets the money back too.",
  hint: "Lock the row (SELECT ... FOR UPDATE), or put the old status into the UPDATE's WHERE clause and look at the number of rows.",
  notAskedBy: (brief) =>
    askedForMoves(brief) ??
    (rivalsIn(mainResource(brief).states) === undefined ? "No two moves of this brief exclude each other." : undefined),
  async run(context) {
    const { states } = mainResource(context.brief);
    const rivals = rivalsIn(states);
    if (states === undefined || rivals === undefined) throw new Error("not asked by this brief");
    await mustExclude(context, states, rivals);
    for (let round = 1; round <= rounds; round += 1) {
      const accepted = await race(context, states, rivals);
      if (accepted === undefined) return nothingSeen(`No record could be brought to the state ${rivals.from}.`);
      if (accepted.length <= 1) continue;
      const asked = accepted.map(({ to }) => to);
      return {
        verdict: "failed",
        share: 0,
        findings: [
          {
            message: `Of moves from ${rivals.from} to ${rivals.to.join(" and to ")} at the same moment, ${accepted.length} are accepted.`,
            expected: `one success, every other ${states.refused}`,
            received: `successes: ${asked.join(", ")} (round ${round})`,
            curl: accepted
              .map(({ exchange }) => exchange.curl)
              .slice(0, 2)
              .join(" & "),
            exchanges: accepted.slice(0, 3).map(({ exchange }) => exchange),
          },
        ],
      };
    }
    return { verdict: "passed", examined: `${rounds} times ${requestsPerMove * rivals.to.length} moves at once` };
  },
});

interface Rivals {
  readonly from: string;
  readonly to: readonly [string, string];
}

/**
 * Two moves from one state of which, in any order, only the first may succeed: neither leads to where the other may start, nor to
 * itself. (Paying and cancelling are no rivals where a paid order may be cancelled.)
 */
function rivalsIn(states: StateMachine | undefined): Rivals | undefined {
  const excludes = (one: string, other: string): boolean => states?.transitions[one]?.includes(other) !== true;
  for (const [from, targets] of Object.entries(states?.transitions ?? {})) {
    for (const one of targets) {
      for (const other of targets) {
        const pair = [one, other];
        if (one !== other && pair.every((a) => pair.every((b) => excludes(a, b)))) return { from, to: [one, other] };
      }
    }
  }
  return undefined;
}

/** One after the other, only the first may succeed; where that is not so already, the fault is in the rules. */
async function mustExclude(context: StageContexts["probe"], states: StateMachine, { from, to }: Rivals): Promise<void> {
  const record = await inState(context, states, from);
  if (record === undefined) return;
  const answers = [];
  for (const target of [...to, ...to]) answers.push(await move(context, states, record, target));
  const accepted = answers.filter(({ response: { status } }) => status >= 200 && status <= 299);
  if (accepted.length <= 1) return;
  const message = `Of moves from ${from} to ${to.join(" and to ")}, one after the other, ${accepted.length} are accepted.`;
  throw new PrerequisiteFailed("stateful.transitions", { message, exchanges: accepted });
}

/** The moves that were accepted; undefined where there is no record in the state to start from. */
async function race(context: StageContexts["probe"], states: StateMachine, { from, to }: Rivals) {
  const record = await inState(context, states, from);
  if (record === undefined) return undefined;
  const targets = context.random.shuffle(Array.from({ length: requestsPerMove }, () => to).flat());
  const accepted: { readonly to: string; readonly exchange: Awaited<ReturnType<typeof move>> }[] = [];
  await atOnce(
    targets.map((target) => async () => {
      const exchange = await move(context, states, record, target, { timeoutMs: crowdTimeoutMs });
      const { status } = exchange.response;
      if (status >= 200 && status <= 299) accepted.push({ to: target, exchange });
      return exchange;
    }),
  );
  return accepted;
}
