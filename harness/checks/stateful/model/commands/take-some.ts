import { mainResource } from "../../../main-resource.ts";
import { take } from "../../act.ts";
import type { Command } from "../command.ts";
import { goneAnswer, isSuccess, nameOf, recordOf, stepOf } from "../compare.ts";
import { changedMembers } from "../known.ts";

/** Takes so much from a record; refused where that leaves too little. */
export function takeSome(number: number, operation: string, amount: number): Command {
  return {
    examinedBy: "stateful.actions",
    effect: "changes",
    about: number,
    async run(attempt) {
      const known = recordOf(attempt, number);
      const { brief } = attempt.context;
      const action = mainResource(brief).actions[operation];
      if (known === undefined || action === undefined) return undefined;
      const exchange = await take(attempt.context, operation, known.id, amount);
      const what = `taking ${amount} from one ${nameOf(attempt)}`;
      if (known.isGone) return stepOf(exchange, { what, ...goneAnswer(attempt, operation) });
      const left = Number(known.members[action.from]) - amount;
      if (left < action.notBelow) {
        const says = `${action.refused}, because there are ${String(known.members[action.from])}`;
        return stepOf(exchange, { what, says, isRight: (status) => status === action.refused });
      }
      const members = changedMembers(brief, known, { [action.from]: left });
      const says = `success, with ${action.from} ${left}`;
      const step = stepOf(exchange, { what, says, isRight: isSuccess, members });
      if (isSuccess(exchange.response.status)) attempt.model.set(known.id, { ...known, members });
      return step;
    },
  };
}
