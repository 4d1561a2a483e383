import { mainResource } from "../../../main-resource.ts";
import { deleteRecord } from "../../delete-record.ts";
import type { Command } from "../command.ts";
import { goneAnswer, isSuccess, nameOf, recordOf, stepOf } from "../compare.ts";

/** Deletes a record. */
export function remove(number: number): Command {
  return {
    examinedBy: "stateful.delete",
    effect: "changes",
    about: number,
    async run(attempt) {
      const known = recordOf(attempt, number);
      const { delete: removal } = mainResource(attempt.context.brief);
      if (known === undefined || removal === undefined) return undefined;
      const exchange = await deleteRecord(attempt.context, known.id);
      const what = `deleting one ${nameOf(attempt)}`;
      if (known.isGone) {
        return stepOf(exchange, { what, ...goneAnswer(attempt, removal.operation, removal.repeated) });
      }
      const step = stepOf(exchange, { what, says: "success", isRight: isSuccess });
      if (isSuccess(exchange.response.status)) attempt.model.set(known.id, { ...known, isGone: true });
      return step;
    },
  };
}
