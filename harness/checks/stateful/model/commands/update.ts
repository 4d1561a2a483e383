import type { JsonObject } from "../../../json-values.ts";
import { mainResource } from "../../../main-resource.ts";
import { updateRecord } from "../../read-record.ts";
import type { Attempt } from "../attempt.ts";
import type { Command } from "../command.ts";
import { compactly, goneAnswer, isSuccess, nameOf, recordOf, stepOf } from "../compare.ts";
import { changedMembers, type Known } from "../known.ts";

/** Changes members of a record; `state` is the name of its state, which may be among them. */
export function update(number: number, sent: JsonObject, state?: string): Command {
  return {
    examinedBy: state !== undefined && Object.hasOwn(sent, state) ? "stateful.transitions" : "stateful.partial-update",
    effect: "changes",
    about: number,
    async run(attempt) {
      const known = recordOf(attempt, number);
      if (known === undefined) return undefined;
      const { brief } = attempt.context;
      const { update: operation = "" } = mainResource(brief);
      const exchange = await updateRecord(attempt.context, known.id, sent);
      const what = `changing one ${nameOf(attempt)}`;
      if (known.isGone) return stepOf(exchange, { what, ...goneAnswer(attempt, operation) });
      const move = moveOf(attempt, known, sent);
      const { status } = exchange.response;
      if (move.refused !== undefined && (!move.mayBeTaken || status === move.refused)) {
        const says = `${move.refused}, because ${move.why}`;
        return stepOf(exchange, { what, says, isRight: (each) => each === move.refused });
      }
      const members = changedMembers(brief, known, sent);
      const says = `success, with ${compactly(sent)}`;
      const step = stepOf(exchange, { what, says, isRight: isSuccess, members });
      if (isSuccess(status)) attempt.model.set(known.id, { ...known, members });
      return step;
    },
  };
}

interface Move {
  /** The status of a refusal, where there may be one. */
  readonly refused: number | undefined;
  readonly mayBeTaken: boolean;
  readonly why: string;
}

/**
 * What the state machine says. That a record which has moved on takes other changes, too, no brief promises: there, the documented
 * refusal is as right as success.
 */
function moveOf({ context }: Attempt, { members }: Known, sent: JsonObject): Move {
  const { states } = mainResource(context.brief);
  if (states === undefined) return { refused: undefined, mayBeTaken: true, why: "" };
  const from = String(members[states.field]);
  const to = sent[states.field];
  if (to !== undefined && states.transitions[from]?.includes(String(to)) !== true) {
    return { refused: states.refused, mayBeTaken: false, why: `${from} can't become ${String(to)}` };
  }
  const hasOthers = Object.keys(sent).some((member) => member !== states.field);
  const isOpen = hasOthers && from !== states.initial;
  return { refused: isOpen ? states.refused : undefined, mayBeTaken: true, why: `it is ${from}` };
}
